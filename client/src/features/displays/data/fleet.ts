import { dimensionWord } from '../../../shared/store/breakdowns';
import { duration } from '../../../shared/format/duration';
import type { DisplayPage, DisplayState, KpiDefinition, PairedDisplay, WallDisplay } from '../../../shared/wire/wire';

/** How a display is set up. */
export type Settings = Omit<PairedDisplay, 'id'>;

const order: readonly DisplayState[] = ['frozen', 'offline', 'never', 'live'];

/** Trouble first, then by name. */
export const inOrder = (displays: readonly WallDisplay[]): readonly WallDisplay[] =>
  displays.toSorted(
    (a, b) =>
      order.indexOf(a.state) - order.indexOf(b.state) || a.name.localeCompare(b.name, undefined, { numeric: true }),
  );

export const stateWord: Readonly<Record<DisplayState, string>> = {
  live: 'Live',
  frozen: 'Frozen',
  offline: 'Offline',
  never: 'Not seen yet',
};

/** "5 live, 1 frozen, 1 offline"; of these states alone where some are named. */
export const countsText = (
  displays: readonly WallDisplay[],
  states: readonly DisplayState[] = ['live', 'frozen', 'offline', 'never'],
): string =>
  states
    .map((state) => [displays.filter((display) => display.state === state).length, stateWord[state]] as const)
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word.toLowerCase()}`)
    .join(', ');

/** What its trouble is and since when, in two parts: the first is the loud one; null = none. */
export function troubleOf(display: WallDisplay, now: number, at: (time: string) => string): [string, string] | null {
  const { state, seenAt, frozenSince } = display;
  const since = (time: string): string => duration((now - Date.parse(time)) / 1000);
  if (state === 'frozen' && frozenSince)
    return [
      `Frozen for ${since(frozenSince)}`,
      `, the heartbeat goes on, the picture has stood still since ${at(frozenSince)}`,
    ];
  if (state === 'offline' && seenAt)
    return [`Offline for ${since(seenAt)}`, `, no heartbeat since ${at(seenAt)}; it shows no live numbers any more`];
  if (state === 'never') return ['Not seen yet', ', since it was paired'];
  return null;
}

/** Whether it can be heard; null where it is to make no sound. */
export const soundText = ({ sound, audible }: WallDisplay): string | null =>
  !sound ? null : audible === null ? 'not known yet' : audible ? 'on' : 'its browser lets it make none';

/** The name of the page that shows: "Service level" of "Service level, 2 of 6". */
export const pageName = (page: string | null): string => (page ?? '').replace(/, \d+ of \d+$/, '');

/** The KPIs on the page that a display shows now, as far as the catalogue of the desk that is open here tells. */
export function cardsOf(
  display: WallDisplay,
  desk: string,
  catalogue: Readonly<Record<string, KpiDefinition>>,
): readonly string[] {
  if (!display.desks.includes(desk)) return [];
  const name = pageName(display.page).replace(/ \(\d+ of \d+\)$/, '');
  const own = display.pages.find((page) => page.desk === desk && page.title === name)?.cards;
  return (
    own?.filter((id) => catalogue[id]) ??
    Object.values(catalogue)
      .filter(({ presentation }) => presentation.wall.some((wall) => wall.name === name))
      .map(({ id }) => id)
  );
}

/** The version that most displays run: another one is old, or newer than the rest. */
export function usualVersion(displays: readonly WallDisplay[]): string | null {
  const counts = new Map<string, number>();
  for (const { version, state } of displays)
    if (version && state === 'live') counts.set(version, (counts.get(version) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}

/** What a page shows, for a list of them. */
export const shows = [
  'rotation',
  'cards',
  'board',
  'team',
  'location',
  'category',
  'priority',
  'interventions',
  'alerts',
] as const;

/** One of them, or the table of a breakdown that only its desk has. */
export type Shows = string;

const notTables = new Set<string>(['rotation', 'cards', 'board', 'interventions', 'alerts']);

const usualText: Readonly<Record<string, string>> = {
  rotation: 'All pages of the desk',
  cards: 'Cards',
  board: 'An own board',
  team: 'Table by team',
  location: 'Table by location',
  category: 'Table by category',
  priority: 'Table by priority',
  interventions: 'Interventions today',
  alerts: 'Alerts that stand',
};

export const showsText = (what: Shows): string => usualText[what] ?? `Table by ${dimensionWord(what)}`;

export const showsOf = ({ cards, board, table, show }: DisplayPage): Shows =>
  cards ? 'cards' : board !== null ? 'board' : (table ?? show ?? 'rotation');

/** The page with something else on it. */
export const showing = ({ desk, title, cards, board }: DisplayPage, what: Shows): DisplayPage => ({
  desk,
  title,
  cards: what === 'cards' ? (cards ?? []) : null,
  board: what === 'board' ? (board ?? '') : null,
  table: notTables.has(what) ? null : what,
  show: what === 'interventions' || what === 'alerts' ? what : null,
});

const signs = /[^ACDEFHJKMNPRTWXY3479]/g;

/** A code as it is typed or pasted: its six signs in capitals, without what no code has. */
export const codeOf = (text: string): string => text.toUpperCase().replace(signs, '').slice(0, 6);

/** The secret of a board's shared link: the last part of its address, or the secret alone. */
export const shareOf = (text: string): string =>
  text
    .trim()
    .replace(/[?#].*$/, '')
    .split('/')
    .at(-1) ?? '';
