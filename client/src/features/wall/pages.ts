import type { KpiDefinition } from '../../shared/wire/wire';

export interface TvPage {
  name: string;
  ids: readonly string[];
}

interface Plan {
  name: string;
  groups: readonly string[];
  also?: readonly string[];
}

/** The page of the day's interventions; shown on days that have any. */
export const visitsPage: TvPage = { name: 'Interventions today', ids: [] };

/** The rotation: a group or two a page, at most ten cards. */
const plans: readonly Plan[] = [
  { name: 'Backlog', groups: ['Backlog'] },
  { name: 'Service level', groups: ['Service level'], also: ['critical-open'] },
  { name: 'Flow', groups: ['Flow'] },
  { name: 'Ageing and Speed', groups: ['Ageing', 'Speed'] },
  { name: 'Quality and Interventions', groups: ['Quality', 'Interventions and changes'] },
];

export function tvPages(catalogue: Readonly<Record<string, KpiDefinition>>, order: readonly string[]): TvPage[] {
  return plans
    .map(({ name, groups, also = [] }) => ({
      name,
      ids: [
        ...groups.flatMap((group) => order.filter((id) => catalogue[id]?.group === group)),
        ...also.filter((id) => catalogue[id]),
      ].slice(0, 10),
    }))
    .filter((page) => page.ids.length > 0);
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
