import type { NumberKind } from '../../../shared/wire/wire';

/** A vertical axis: what it spans, and its round values. */
export interface Scale {
  min: number;
  max: number;
  ticks: readonly number[];
}

const seconds = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];
const day = 86_400;

/** The smallest round step that is not under a length. */
function roundStep(length: number, kind: NumberKind): number {
  const lasts = kind === 'duration' || kind === 'serviceTime';
  const found = lasts ? seconds.find((one) => one >= length) : undefined;
  if (found !== undefined) return found;
  const unit = lasts ? day : 1;
  const size = 10 ** Math.floor(Math.log10(length / unit));
  const step = [1, 2, 5, 10].find((one) => one * size * unit >= length * 0.999)! * size * unit;
  return kind === 'count' || kind === 'balance' ? Math.max(1, step) : step;
}

/**
 * A vertical axis with 3 to 5 round values. It spans 30 % of the value at least (4 for counts), so that noise stays
 * flat, and begins at 0 where that costs little room.
 */
export function scaleOf(values: readonly (number | null | undefined)[], kind: NumberKind, fromZero = false): Scale {
  let low = Infinity,
    high = -Infinity;
  for (const value of values) {
    if (value == null) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) [low, high] = [0, kind === 'percent' ? 100 : 4];
  const least = Math.max(0.3 * Math.max(Math.abs(low), Math.abs(high)), kind === 'count' || kind === 'balance' ? 4 : 0);
  if (high - low < least) {
    const more = (least - (high - low)) / 2;
    [low, high] = [low >= 0 ? Math.max(0, low - more) : low - more, high + more];
  }
  if (high === low) high = low + 1;
  if (low >= 0 && (fromZero || low < 0.35 * high)) low = 0;
  if (kind === 'percent') high = Math.min(high, 100);
  const step = roundStep((high - low) / 4, kind);
  const min = Math.floor(low / step + 1e-9) * step,
    top = Math.ceil(high / step - 1e-9) * step;
  const max = kind === 'percent' ? Math.min(top, 100) : top;
  const ticks: number[] = [];
  for (let i = Math.round(min / step); i * step <= max + step * 1e-6; i++) ticks.push(i * step);
  return { min, max, ticks };
}

/** What is drawn within a scale, and the limits that are near enough: those further off are named, not squeezed in. */
export function nearLimits(
  values: readonly (number | null | undefined)[],
  limits: readonly (number | null | undefined)[],
): number[] {
  let low = Infinity,
    high = -Infinity;
  for (const value of values) {
    if (value == null) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return [];
  const room = Math.max(0.5 * (high - low), 0.28 * Math.max(Math.abs(high), Math.abs(low)));
  return limits.filter((limit) => limit != null && limit <= high + room && limit >= low - room) as number[];
}
