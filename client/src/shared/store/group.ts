import type { Dimension, KpiResult } from '../wire/wire';
import { dimensionWord } from './breakdowns';
import type { Group } from './desk';

/** The group of rows that have no value in a dimension, as the server names it. */
export const noGroup = '(none)';

/**
 * A KPI's value in one group: undefined while its breakdown has not come. A group with no rows does not exist: a count
 * of it is 0, a mean or share of it has no value.
 */
export function groupValue(result: KpiResult, group: Group, countsRows = false): number | null | undefined {
  const values = result.groups?.[group.dimension];
  if (!values) return undefined;
  return values[group.name] ?? (countsRows && !(group.name in values) ? 0 : null);
}

export const groupLabel = (group: Group): string =>
  group.name === noGroup
    ? `no ${dimensionWord(group.dimension)}`
    : group.dimension === 'priority'
      ? `Priority ${group.name}`
      : group.name;

/** The groups that a dimension has, over all KPIs. */
export function groupNames(results: readonly KpiResult[], dimension: Dimension): string[] {
  const names = new Set<string>();
  for (const result of results) for (const name of Object.keys(result.groups?.[dimension] ?? {})) names.add(name);
  return [...names].toSorted((a, b) =>
    a === noGroup ? 1 : b === noGroup ? -1 : a.localeCompare(b, undefined, { numeric: true }),
  );
}
