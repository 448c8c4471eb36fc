import type { DisplayPage, KpiDefinition } from '../../shared/wire/wire';

export interface TvPage {
  /** Tells it from the others of the rotation. */
  key: string;
  /** The desk it is of. */
  desk: string;
  name: string;
  show: 'cards' | 'visits' | 'table' | 'alerts';
  ids: readonly string[];
  /** The breakdown of a table. */
  table: string | null;
}

type Catalogue = Readonly<Record<string, KpiDefinition>>;

/** What is known of a desk before its pages are made. */
export interface KnownDesk {
  catalogue: Catalogue;
  order: readonly string[];
  /** It has interventions today. */
  anyVisit: boolean;
}

/** Most cards that can be read at six metres. */
const most = 10;

const visitsName = 'Interventions today',
  alertsName = 'Alerts';

/**
 * The rotation, as the catalogue has it: each group on its page, guests last. A page with more cards than can be read
 * becomes several, as even as they come.
 */
export function tvPages(catalogue: Catalogue, order: readonly string[], room = most, desk = ''): TvPage[] {
  const pages = new Map<string, { place: number; own: string[]; guests: string[] }>();
  for (const id of order)
    catalogue[id]!.presentation.wall.forEach(({ name, order: place }, at) => {
      const page = pages.get(name) ?? { place, own: [], guests: [] };
      (at === 0 ? page.own : page.guests).push(id);
      pages.set(name, page);
    });
  return [...pages]
    .toSorted(([, a], [, b]) => a.place - b.place)
    .flatMap(([name, { own, guests }]) => divided(desk, name, [...own, ...guests], room));
}

function divided(desk: string, name: string, ids: readonly string[], room: number): TvPage[] {
  const count = Math.ceil(ids.length / room),
    each = Math.ceil(ids.length / count);
  return Array.from({ length: count }, (_, at) => ({
    key: `${desk} ${name} ${at}`,
    desk,
    name: count === 1 ? name : `${name} (${at + 1} of ${count})`,
    show: 'cards',
    ids: ids.slice(at * each, (at + 1) * each),
    table: null,
  }));
}

const visits = (desk: string, name: string): TvPage => ({
  key: `${desk} interventions`,
  desk,
  name,
  show: 'visits',
  ids: [],
  table: null,
});

/** A desk's own rotation: its catalogue's pages, and the day's interventions on days that have any. */
const ownPages = (desk: string, { catalogue, order, anyVisit }: KnownDesk, room: number): TvPage[] => [
  ...tvPages(catalogue, order, room, desk),
  ...(anyVisit ? [visits(desk, visitsName)] : []),
];

/**
 * The pages of a display, in the order they were set up. What a catalogue no longer has is left out; a page without
 * anything is none. Pages of a desk that is not known yet come when it is.
 */
export function askedPages(
  asked: readonly DisplayPage[],
  desks: Readonly<Record<string, KnownDesk>>,
  room = most,
): TvPage[] {
  return asked.flatMap(({ desk, title, cards, board, table, show }, place) => {
    const known = desks[desk];
    if (!known) return [];
    const pages = cards
      ? divided(
          desk,
          title ?? '',
          cards.filter((id) => known.catalogue[id]),
          room,
        )
      : table
        ? [{ ...visits(desk, title ?? `By ${table}`), show: 'table' as const, table }]
        : show === 'interventions'
          ? [visits(desk, title ?? visitsName)]
          : show === 'alerts'
            ? [{ ...visits(desk, title ?? alertsName), key: `${desk} alerts`, show: 'alerts' as const }]
            : board || show
              ? []
              : ownPages(desk, known, room);
    return pages.map((page) => ({ ...page, key: `${place} ${page.key}` }));
  });
}

/** Seconds that a page stays: half as long again with a critical card. */
export const stay = (critical: boolean, seconds = 20): number => (critical ? Math.round(seconds * 1.5) : seconds);

/**
 * The next page, `by` pages on. While Apollo is away only pages of the desk whose numbers are held are shown: of
 * another there would be none.
 */
export function turned(pages: readonly TvPage[], from: number, by: number, heldDesk: string | null): number {
  if (pages.length === 0) return 0;
  for (let step = 1; step <= pages.length; step++) {
    const index = (((from + step * by) % pages.length) + pages.length) % pages.length;
    if (heldDesk === null || pages[index]!.desk === heldDesk) return index;
  }
  return from;
}

const places = [
  [8, 0],
  [6, 6],
  [0, 8],
  [-6, 6],
  [-8, 0],
  [-6, -6],
  [0, -8],
  [6, -6],
] as const;

/** Where the whole page stands this minute, so that nothing burns in: a ring of eight places. */
export const shift = (now: number): string => {
  const [x, y] = places[Math.floor(now / 60_000) % places.length]!;
  return `translate(${x}px, ${y}px)`;
};
