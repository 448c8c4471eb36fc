import type { Ahead, KpiHistory } from '../../shared/wire/wire';

const week = 7 * 86_400_000;

type Seen = Pick<KpiHistory, 'points' | 'step' | 'gaps'>;

/** The value a week before an instant: at the end of the step that ended next to it; null = not known. */
export function lastWeek({ points, step, gaps }: Seen, now: number): number | null {
  const at = now - week,
    length = typeof step === 'number' ? step * 1000 : 86_400_000;
  if (gaps.some(([from, to]) => from! <= at && at < to!)) return null;
  const [nearest] = points
    .map(([t, last]) => ({ off: Math.abs(t! + length - at), last: last ?? null }))
    .toSorted((a, b) => a.off - b.off);
  return nearest && nearest.off <= length ? nearest.last : null;
}

/** The smallest and greatest value of all, and since when any is known; null where none is. */
export function rangeOf({ points }: Seen): { low: number; high: number; since: number } | null {
  const known = points.filter((point) => point[2] != null && point[3] != null);
  const first = known[0];
  if (!first) return null;
  return {
    low: Math.min(...known.map((point) => point[2]!)),
    high: Math.max(...known.map((point) => point[3]!)),
    since: first[0]!,
  };
}

/** The value at an instant ahead, if no row changes; null = none. */
export function aheadValue(points: Ahead['points'], at: number): number | null {
  const last = points.findLast(([t]) => t! <= at);
  return last?.[1] == null ? null : last[1] + ((at - last[0]!) / 1000) * (last[2] ?? 0);
}
