import type { Condition } from '../../../shared/filter/filters';
import { readAddress, sharedPart, writeAddress, type Of, type ReportAddress } from '../address/address';

/** The condition that picks the groups of a step, or of a breakdown. */
export const groupCondition = (column: string, values: readonly (string | null)[]): Condition => ({
  column,
  kind: 'in',
  values: column === 'priority' ? values.map((value) => (value === null ? null : Number(value))) : values,
});

/**
 * From so many seconds on, to less than so many; null = without end. A range of the grammar holds both its ends, and
 * ages go by the millisecond.
 */
export const between = (column: string, from: number, to: number | null): Condition => ({
  column,
  kind: 'range',
  from,
  to: to === null ? null : to - 0.001,
});

/** The page of the tickets behind a figure: those of the report's days and filter that pass some conditions more. */
export function ticketsPath(address: ReportAddress, of: Of, more: readonly Condition[]): string {
  const shown = readAddress(sharedPart(address));
  return `/reports/rows${writeAddress({ ...shown, of, conditions: [...shown.conditions, ...more] })}`;
}
