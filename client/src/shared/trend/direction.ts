import type { NumberKind } from '../wire/wire';
import type { Point } from './steps';

export type Direction = 'up' | 'down' | 'flat';

/** Now against the start of the window: flat under 2 %, or half a ticket for counts. Null = nothing to compare with. */
export function direction(points: readonly Point[], now: number | null, kind: NumberKind): Direction | null {
  const start = points.find((point) => point.value !== null)?.value;
  if (start == null || now === null) return null;
  const change = now - start;
  const flat = kind === 'count' || kind === 'balance' ? 0.5 : Math.abs(start) * 0.02;
  return Math.abs(change) <= flat ? 'flat' : change > 0 ? 'up' : 'down';
}
