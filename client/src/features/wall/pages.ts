import type { KpiDefinition } from '../../shared/wire/wire';

export interface TvPage {
  name: string;
  ids: readonly string[];
}

/** The page of the day's interventions; shown on days that have any. */
export const visitsPage: TvPage = { name: 'Interventions today', ids: [] };

/** Most cards that can be read at six metres. */
const most = 10;

/**
 * The rotation, as the catalogue has it: each group on its page, guests last. A page with more cards than can be read
 * becomes several, as even as they come.
 */
export function tvPages(catalogue: Readonly<Record<string, KpiDefinition>>, order: readonly string[]): TvPage[] {
  const pages = new Map<string, { place: number; own: string[]; guests: string[] }>();
  for (const id of order)
    catalogue[id]!.presentation.wall.forEach(({ name, order: place }, at) => {
      const page = pages.get(name) ?? { place, own: [], guests: [] };
      (at === 0 ? page.own : page.guests).push(id);
      pages.set(name, page);
    });
  return [...pages]
    .toSorted(([, a], [, b]) => a.place - b.place)
    .flatMap(([name, { own, guests }]) => divided(name, [...own, ...guests]));
}

function divided(name: string, ids: readonly string[]): TvPage[] {
  const count = Math.ceil(ids.length / most),
    each = Math.ceil(ids.length / count);
  return Array.from({ length: count }, (_, at) => ({
    name: count === 1 ? name : `${name} (${at + 1} of ${count})`,
    ids: ids.slice(at * each, (at + 1) * each),
  }));
}

/** Seconds that a page stays: longer with a critical card. */
export const stay = (critical: boolean): number => (critical ? 30 : 20);

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
