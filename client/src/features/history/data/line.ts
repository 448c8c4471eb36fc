import type { KpiHistory } from '../../../shared/wire/wire';
import { day } from '../address/range';

/** A line of a chart: instants, ms, and the value from each on; null ends the line there. */
export interface Line {
  readonly at: readonly number[];
  readonly value: readonly (number | null)[];
}

/** What one step says: its begin and end, ms, and its value at the end, the least, the greatest and the mean. */
export interface Step {
  at: number;
  end: number;
  last: number | null;
  min: number | null;
  max: number | null;
  mean: number | null;
}

/** Length of a step, ms; 0 = each change. A day may have an hour less or more: the next one tells. */
export const stepLength = ({ step }: Pick<KpiHistory, 'step'>): number => (step === 'day' ? day : step * 1000);

/** The steps of a history, oldest first. */
export function stepsOf(history: KpiHistory): Step[] {
  const to = Date.parse(history.to),
    length = stepLength(history);
  return history.points.map(([at, last = null, min = null, max = null, mean = null], i) => {
    const next = history.points[i + 1]?.[0];
    const end = history.step === 'day' && next != null && next - at! < 1.1 * day ? next : at! + length;
    return { at: at!, end: Math.min(to, end), last, min, max, mean };
  });
}

/**
 * The value over time. A step's value is the one at its end; where nothing is known, or there is no value, the line
 * ends and begins anew.
 */
export function lineOf(history: KpiHistory, steps: readonly Step[] = stepsOf(history)): Line {
  const at: number[] = [],
    value: (number | null)[] = [];
  const add = (when: number, what: number | null): void => {
    const before = at.at(-1) ?? -Infinity;
    if (when > before) {
      at.push(when);
      value.push(what);
    } else if (when === before) value[value.length - 1] = what;
  };
  const isByChange = history.step === 0;
  const held = (when: number): number | null => {
    const last = value.at(-1);
    if (last == null) return null;
    return isByChange ? last + (history.rate * (when - at.at(-1)!)) / 1000 : last;
  };
  let gap = 0;
  const passGaps = (until: number): void => {
    for (; gap < history.gaps.length && history.gaps[gap]![0]! < until; gap++) {
      const [from] = history.gaps[gap]!;
      const known = held(from!);
      if (known === null) continue;
      add(from!, known);
      add(from! + 1, null);
    }
  };
  for (const step of steps) {
    passGaps(step.end);
    // An age grows until it changes.
    const before = held(step.end);
    if (isByChange && history.rate !== 0 && before !== null && step.end - 1 > at.at(-1)!) add(step.end - 1, before);
    add(step.end, step.last);
  }
  const to = Date.parse(history.to);
  passGaps(to);
  const until = held(to);
  if (until !== null && steps.length > 0 && isByChange) add(to, until);
  return { at, value };
}

/** The place of the last instant that is not after another; −1 = all are. */
export function placeOf(at: readonly number[], when: number): number {
  let low = 0,
    high = at.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at[middle]! <= when) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The line's value at an instant; null where it has none. */
export const valueAt = (line: Line, when: number): number | null => line.value[placeOf(line.at, when)] ?? null;

/** The parts of a line before and after an instant; both have the point where they meet. */
export function split(line: Line, when: number): [Line, Line] {
  const place = placeOf(line.at, when),
    held = line.value[place] ?? null;
  const before = { at: line.at.slice(0, place + 1), value: line.value.slice(0, place + 1) },
    after = { at: line.at.slice(place + 1), value: line.value.slice(place + 1) };
  if (held === null || after.at.length === 0) return [before, after];
  return [
    before.at.at(-1) === when ? before : { at: [...before.at, when], value: [...before.value, held] },
    { at: [when, ...after.at], value: [held, ...after.value] },
  ];
}

/** The line as it was some time before, to be drawn over this time. */
export const later = (line: Line, by: number): Line => ({ at: line.at.map((at) => at + by), value: line.value });
