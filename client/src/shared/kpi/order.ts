import type { KpiDefinition } from '../wire/wire';

/** Reading and tab order at every width. */
export const groupOrder = [
  'Backlog',
  'Quality',
  'Service level',
  'Flow',
  'Ageing',
  'Speed',
  'Interventions and changes',
] as const;

export interface BoardGroup {
  name: string;
  ids: readonly string[];
}

/** The catalogue's KPIs by group, in the board's order; groups that it does not name come last. */
export function boardGroups(
  catalogue: Readonly<Record<string, KpiDefinition>>,
  order: readonly string[],
): BoardGroup[] {
  const groups = new Map<string, string[]>(groupOrder.map((name) => [name, []]));
  for (const id of order) {
    const name = catalogue[id]?.group ?? '';
    const ids = groups.get(name);
    if (ids) ids.push(id);
    else groups.set(name, [id]);
  }
  return [...groups].filter(([, ids]) => ids.length > 0).map(([name, ids]) => ({ name, ids }));
}
