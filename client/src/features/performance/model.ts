import { browser } from '../../shared/storage/storage';
import { noGroup } from '../../shared/store/group';
import type { Results } from '../../shared/store/merge';
import type { Dimension, KpiDefinition, Limits, Status } from '../../shared/wire/wire';

/** Tables there are. A technician's tickets are those assigned to them, their interventions those they go to. */
export const tables = [
  { id: 'team', text: 'Team', many: 'teams', breakdowns: ['team'] },
  { id: 'technician', text: 'Technician', many: 'technicians', breakdowns: ['assignee', 'technician'] },
  { id: 'location', text: 'Location', many: 'locations', breakdowns: ['location'] },
  { id: 'category', text: 'Category', many: 'categories', breakdowns: ['category'] },
  { id: 'priority', text: 'Priority', many: 'priorities', breakdowns: ['priority'] },
] as const satisfies readonly { id: string; text: string; many: string; breakdowns: readonly Dimension[] }[];

export type Table = (typeof tables)[number];

export const tableOf = (id: string): Table => tables.find((table) => table.id === id) ?? tables[0];

/** By which breakdown a KPI is in a table; null = not in it. */
export const breakdownIn = (table: Table, definition: KpiDefinition): Dimension | null =>
  (table.breakdowns as readonly Dimension[]).find((dimension) => definition.breakdowns.includes(dimension)) ?? null;

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
}

/** The groups of a table with their values; a KPI that counts nothing in a group is left out. */
export function rowsOfTable(table: Table, definitions: readonly KpiDefinition[], results: Results): PerformanceRow[] {
  const rows = new Map<string, Record<string, number | null>>();
  for (const definition of definitions) {
    const dimension = breakdownIn(table, definition);
    const values = dimension && results[definition.id]?.groups?.[dimension];
    for (const [group, value] of Object.entries(values || {})) {
      let row = rows.get(group);
      if (!row) rows.set(group, (row = {}));
      row[definition.id] = value;
    }
  }
  return [...rows].map(([group, values]) => ({ group, values }));
}

/** Rows by a KPI (empty cells last, whichever way), or by name; rows without a group are last. */
export function sortRows(rows: readonly PerformanceRow[], by: string | null, down: boolean): PerformanceRow[] {
  const sign = down ? -1 : 1;
  const byName = (a: PerformanceRow, b: PerformanceRow): number =>
    a.group === noGroup ? 1 : b.group === noGroup ? -1 : a.group.localeCompare(b.group, undefined, { numeric: true });
  return rows.toSorted((a, b) => {
    if (by === null) return sign * byName(a, b);
    const [one, other] = [a.values[by], b.values[by]];
    if (one == null || other == null) return one == null && other == null ? byName(a, b) : one == null ? 1 : -1;
    return sign * (one - other) || byName(a, b);
  });
}

/** What a group is called: rows without one have a name too. */
export const groupTitle = (table: Table, group: string): string =>
  group === noGroup ? `no ${table.text.toLowerCase()}` : table.id === 'priority' ? `Priority ${group}` : group;

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** The rows whose name contains a text, without regard to case and accents. */
export const findRows = (table: Table, rows: readonly PerformanceRow[], text: string): readonly PerformanceRow[] =>
  text.trim() ? rows.filter((row) => plain(groupTitle(table, row.group)).includes(plain(text.trim()))) : rows;

/** The limits of one group by itself, where some are set for its breakdown. */
export const groupLimits = (table: Table, definition: KpiDefinition): Limits | null =>
  definition.groupLimits?.[breakdownIn(table, definition) ?? ''] ?? definition.groupLimits?.[table.id] ?? null;

/**
 * How a group's value stands: against the limits of one group where there are some, else against the desk's. Those fit
 * values that do not grow with the size of the group (shares, means, times) as they are; a count crosses them only
 * where the group does so alone, and one of which more is better never does, since a part of the desk is always less
 * than the desk.
 */
export function cellStatus(table: Table, definition: KpiDefinition, value: number | null | undefined): Status {
  if (value == null || definition.better === 'neither') return 'none';
  const own = groupLimits(table, definition);
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
