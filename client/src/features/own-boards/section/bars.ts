import type { Dimension, KpiDefinition, NumberKind } from '../../../shared/wire/wire';

export interface Bar {
  group: string;
  value: number;
  /** 0 to 1 of the longest. */
  length: number;
}

/**
 * Groups as bars, those that matter most first: the largest, or the lowest where higher is better; priorities in their
 * order. Groups without a value are left out.
 */
export function barsOf(
  values: Readonly<Record<string, number | null>>,
  dimension: Dimension,
  better: KpiDefinition['better'],
  kind: NumberKind,
): Bar[] {
  const found = Object.entries(values).filter((entry): entry is [string, number] => entry[1] !== null);
  const longest = kind === 'percent' ? 100 : Math.max(0, ...found.map(([, value]) => Math.abs(value)));
  const order =
    dimension === 'priority'
      ? () => 0
      : better === 'higher'
        ? (a: Bar, b: Bar) => a.value - b.value
        : (a: Bar, b: Bar) => b.value - a.value;
  return found
    .map(([group, value]) => ({ group, value, length: longest > 0 ? Math.min(1, Math.abs(value) / longest) : 0 }))
    .toSorted((a, b) => order(a, b) || a.group.localeCompare(b.group, undefined, { numeric: true }));
}
