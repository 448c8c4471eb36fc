import type { KpiDefinition } from '../wire/wire';

export interface BoardGroup {
  name: string;
  ids: readonly string[];
}

/** The catalogue's KPIs by group, in the board's reading order; of groups with the same place the catalogue's. */
export function boardGroups(
  catalogue: Readonly<Record<string, KpiDefinition>>,
  order: readonly string[],
): BoardGroup[] {
  const groups = new Map<string, { place: number; ids: string[] }>();
  for (const id of order) {
    const { group, presentation } = catalogue[id]!;
    const found = groups.get(group);
    if (found) found.ids.push(id);
    else groups.set(group, { place: presentation.groupOrder, ids: [id] });
  }
  return [...groups].toSorted(([, a], [, b]) => a.place - b.place).map(([name, { ids }]) => ({ name, ids }));
}
