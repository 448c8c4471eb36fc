import type { Column } from '../rows/columns';
import type { ValueCount } from '../wire/rows';
import type { Condition } from './filters';

/** What the parts of a filter share: the conditions that hold, on which columns, and the way to change them. */
export interface FilterView {
  zone: string;
  /** The columns that can be filtered by. */
  columns: readonly Column[];
  conditions: readonly Condition[];
  change: (conditions: readonly Condition[]) => void;
  /** Takes all away; null = nothing holds. */
  clear: (() => void) | null;
  /** Asks for the values that a column has, and how often. */
  values: (column: string, signal: AbortSignal) => Promise<readonly ValueCount[]>;
}

/** The conditions with another one at a place, or without it. */
export const withCondition = (conditions: readonly Condition[], place: number, next: Condition | null): Condition[] =>
  next ? conditions.map((one, at) => (at === place ? next : one)) : conditions.filter((_, at) => at !== place);
