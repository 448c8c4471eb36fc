import type { KpiHistory } from '../../../shared/wire/wire';
import { stepLength } from './line';

/** A value that the hub told: when it held, ms. */
export type Seen = readonly [at: number, value: number | null];

const lesser = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);
const greater = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.max(a, b);

/**
 * A history that goes on with what the hub has told since it was asked for, up to now. Steps made here have no mean: it
 * is known when the history is asked for again. From `away` on (ms) nothing was heard: a gap that grows.
 */
export function goOn(history: KpiHistory, seen: readonly Seen[], now: number, away: number | null): KpiHistory {
  const length = stepLength(history),
    points = [...history.points];
  const asked = Date.parse(history.to);
  for (const [at, value] of seen) {
    const last = points.at(-1),
      lastAt = last?.[0] ?? null;
    if (at <= asked) continue;
    if (length === 0) {
      if (last && last[1] === value && history.rate === 0) continue;
      points.push([at, value, value, value, value]);
    } else if (last && at < lastAt! + length) {
      points[points.length - 1] = [
        lastAt,
        value,
        lesser(last[2] ?? null, value),
        greater(last[3] ?? null, value),
        null,
      ];
    } else {
      const begin = lastAt === null ? Math.floor(at / length) * length : at - ((at - lastAt) % length);
      points.push([begin, value, value, value, null]);
    }
  }
  const gaps = away === null || away >= now ? history.gaps : [...history.gaps, [Math.max(away, asked), now]];
  return { ...history, points, gaps, to: new Date(Math.max(now, asked)).toISOString() };
}

/** Without what lies before an instant: the window moves on, and its left end goes. */
export function from(history: KpiHistory, begin: number): KpiHistory {
  const length = stepLength(history);
  const first = history.points.findIndex((point) => point[0]! + length > begin);
  // By change the last value before still holds at the begin.
  const place = first < 0 ? history.points.length : length === 0 ? Math.max(0, first - 1) : first;
  return {
    ...history,
    from: new Date(begin).toISOString(),
    points: history.points.slice(place),
    gaps: history.gaps.filter(([, to]) => to! > begin).map(([a, b]) => [Math.max(a!, begin), b!]),
  };
}
