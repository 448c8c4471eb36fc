import { browser } from '../../shared/storage/storage';
import { plain } from '../../shared/format/plain';
import { dimensionTitle, dimensionWords, furtherNow, mayBeFurther } from '../../shared/store/breakdowns';
import { noGroup } from '../../shared/store/group';
import type { Results } from '../../shared/store/merge';
import type { Dimension, KpiDefinition, Limits, Status } from '../../shared/wire/wire';
import { byName } from './address';

/** Tables there are. A technician's tickets are those assigned to them, their interventions those they go to. */
const usualTables: readonly Table[] = [
  { id: 'team', text: 'Team', many: 'teams', isByPerson: false, breakdowns: ['team'] },
  {
    id: 'technician',
    text: 'Technician',
    many: 'technicians',
    isByPerson: true,
    breakdowns: ['assignee', 'technician'],
  },
  { id: 'location', text: 'Location', many: 'locations', isByPerson: false, breakdowns: ['location'] },
  { id: 'category', text: 'Category', many: 'categories', isByPerson: false, breakdowns: ['category'] },
  { id: 'priority', text: 'Priority', many: 'priorities', isByPerson: false, breakdowns: ['priority'] },
];

export interface Table {
  id: string;
  text: string;
  many: string;
  isByPerson: boolean;
  breakdowns: readonly Dimension[];
}

/** The table of a breakdown that only some desk has. */
const furtherTable = (id: string): Table => ({
  id,
  text: dimensionTitle(id),
  many: dimensionWords(id),
  isByPerson: false,
  breakdowns: [id],
});

/** The tables of the desk. */
export const tablesNow = (): Table[] => [...usualTables, ...furtherNow().map(({ name }) => furtherTable(name))];

/** One of them; one that the desk does not have, or not yet, is empty. */
export const tableOf = (id: string): Table =>
  usualTables.find((table) => table.id === id) ?? (mayBeFurther(id) ? furtherTable(id) : usualTables[0]!);

/** By which breakdown a KPI is in a table; null = not in it. */
export const breakdownIn = (table: Table, definition: KpiDefinition): Dimension | null =>
  table.breakdowns.find((dimension) => definition.breakdowns.includes(dimension)) ?? null;

const key = (table: Table): string => `apollo.performance.${table.id}`;

/** The KPIs a reader has chosen for a table; remembered by this browser. */
export function chosenKpis(table: Table, possible: readonly KpiDefinition[]): string[] {
  const known = possible.map((definition) => definition.id);
  const kept = browser.value(key(table));
  const still = Array.isArray(kept) ? (kept as string[]).filter((id) => known.includes(id)) : [];
  if (still.length > 0) return still;
  const first = possible.filter((definition) => definition.presentation.isInTables);
  return first.length > 0 ? first.map((definition) => definition.id) : known;
}

export const keepKpis = (table: Table, ids: readonly string[]): void => browser.keepValue(key(table), ids);

export interface PerformanceRow {
  group: string;
  values: Readonly<Record<string, number | null>>;
  /** The KPIs that count nothing in it: no rows stand behind their values. */
  idle: ReadonlySet<string>;
}

/**
 * The groups of a table with their values. A group that a KPI does not name has none of what it counts: of a count that
 * is 0, of shares, means and times there is nothing to measure (null). A KPI whose groups have not come yet has no
 * value.
 */
export function rowsOfTable(table: Table, definitions: readonly KpiDefinition[], results: Results): PerformanceRow[] {
  const rows = new Map<string, { values: Record<string, number | null>; idle: Set<string> }>();
  for (const definition of definitions) {
    const dimension = breakdownIn(table, definition);
    const values = dimension && results[definition.id]?.groups?.[dimension];
    for (const [group, value] of Object.entries(values || {})) {
      let row = rows.get(group);
      if (!row) rows.set(group, (row = { values: {}, idle: new Set() }));
      row.values[definition.id] = value;
    }
  }
  for (const definition of definitions) {
    const dimension = breakdownIn(table, definition);
    const result = results[definition.id];
    // A number that counts nothing anywhere names no group at all.
    if (!dimension || !result || (!result.groups?.[dimension] && result.value)) continue;
    for (const { values, idle } of rows.values()) {
      if (definition.id in values) continue;
      values[definition.id] = definition.presentation.isSum ? 0 : null;
      idle.add(definition.id);
    }
  }
  return [...rows].map(([group, row]) => ({ group, ...row }));
}

const inOrder = (a: PerformanceRow, b: PerformanceRow): number =>
  a.group === noGroup ? 1 : b.group === noGroup ? -1 : a.group.localeCompare(b.group, undefined, { numeric: true });

/** Rows by a KPI (empty cells last, whichever way), or by name; rows without a group are last. */
export function sortRows(rows: readonly PerformanceRow[], by: string, down: boolean): PerformanceRow[] {
  const sign = down ? -1 : 1;
  return rows.toSorted((a, b) => {
    if (by === byName) return sign * inOrder(a, b);
    const [one, other] = [a.values[by], b.values[by]];
    if (one == null || other == null) return one == null && other == null ? inOrder(a, b) : one == null ? 1 : -1;
    return sign * (one - other) || inOrder(a, b);
  });
}

/** Whether a column sorted by its head shows the largest first: the worst comes first, whichever way is better. */
export const isLargestFirst = (definition: KpiDefinition): boolean => definition.better !== 'higher';

/** The worst first: by how many of a group's values are critical, then by how many warn, then by name. */
export function sortByWorst(
  rows: readonly PerformanceRow[],
  table: Table,
  definitions: readonly KpiDefinition[],
): PerformanceRow[] {
  const marks = new Map(
    rows.map((row) => {
      const statuses = definitions.map((definition) =>
        cellStatus(table, definition, row.values[definition.id], row.group),
      );
      const count = (status: Status): number => statuses.filter((one) => one === status).length;
      return [row, { critical: count('critical'), warning: count('warning') }];
    }),
  );
  return rows.toSorted((a, b) => {
    const [one, other] = [marks.get(a)!, marks.get(b)!];
    return other.critical - one.critical || other.warning - one.warning || inOrder(a, b);
  });
}

/** What a group is called: rows without one have a name too. */
export const groupTitle = (table: Table, group: string): string =>
  group === noGroup ? `no ${table.text.toLowerCase()}` : table.id === 'priority' ? `Priority ${group}` : group;

/** The rows whose name contains a text, without regard to case and accents. */
export const findRows = (table: Table, rows: readonly PerformanceRow[], text: string): readonly PerformanceRow[] =>
  text.trim() ? rows.filter((row) => plain(groupTitle(table, row.group)).includes(plain(text.trim()))) : rows;

/** The limits of one group by itself: its own, else those of each group of its breakdown, where some are set. */
export function groupLimits(table: Table, definition: KpiDefinition, group?: string): Limits | null {
  const limits = definition.groupLimits;
  if (!limits) return null;
  const by = breakdownIn(table, definition) ?? table.id;
  return (group === undefined ? null : limits[`${by}:${group}`]) ?? limits[by] ?? limits[table.id] ?? null;
}

/**
 * How a group's value stands: against the limits of one group where there are some, else against the desk's. Those fit
 * values that do not grow with the size of the group (shares, means, times) as they are; a count crosses them only
 * where the group does so alone, and one of which more is better never does, since a part of the desk is always less
 * than the desk.
 */
export function cellStatus(
  table: Table,
  definition: KpiDefinition,
  value: number | null | undefined,
  group?: string,
): Status {
  if (value == null || definition.better === 'neither') return 'none';
  const own = groupLimits(table, definition, group);
  if (!own && definition.presentation.isSum && definition.better === 'higher') return 'none';
  const { warning, critical } = own ?? definition;
  const crosses = (limit: number | null | undefined): boolean =>
    limit != null && (definition.better === 'lower' ? value >= limit : value < limit);
  return crosses(critical) ? 'critical' : crosses(warning) ? 'warning' : 'none';
}

/** What is marked, in words. */
export function markedText(table: Table, definitions: readonly KpiDefinition[]): string {
  const each = definitions.some((definition) => groupLimits(table, definition))
    ? ` Where a limit is set for each ${table.text.toLowerCase()}, that one holds.`
    : '';
  return (
    'Marked: shares, means and times beyond the desk’s limits, and counts that cross the desk’s limit ' +
    `by themselves.${each}`
  );
}
