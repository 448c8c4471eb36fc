import type { NumberKind } from '../wire/wire';
import type { Point } from './series';

export interface Line {
  /** SVG path of the line, with gaps. */
  path: string;
  /** Where it ends; null while there is nothing. */
  end: { x: number; y: number } | null;
  /** Height of the limit line; null when it is not near. */
  limit: number | null;
}

export interface Frame {
  width: number;
  height: number;
  from: number;
  to: number;
}

const inset = 2.5;

/** Points thinned to about one per pixel: the last of each column stands for it. Gaps stay. */
export function thinned(points: readonly Point[], frame: Frame): Point[] {
  const column = (frame.to - frame.from) / frame.width;
  const result: Point[] = [];
  let last = NaN;
  for (const point of points) {
    const own = Math.floor((point.at - frame.from) / column);
    if (own === last && result.at(-1)?.value !== null && point.value !== null) result[result.length - 1] = point;
    else result.push(point);
    last = own;
  }
  return result;
}

/**
 * A line that does not magnify noise: its span is at least 30 % of the value (4 for counts). Counts step, means and
 * shares slope. The limit shows when the value is within 28 % of it.
 */
export function trendLine(
  points: readonly Point[],
  now: number | null,
  kind: NumberKind,
  limit: number | null,
  frame: Frame,
): Line {
  const seen = thinned(points, frame);
  const values = seen.flatMap((point) => point.value ?? []);
  if (now !== null) values.push(now);
  if (values.length === 0) return { path: '', end: null, limit: null };
  const latest = values.at(-1)!;
  const near = limit !== null && Math.abs(latest - limit) <= 0.28 * Math.abs(limit);
  if (near) values.push(limit);
  let low = Math.min(...values),
    high = Math.max(...values);
  const step = kind === 'count' || kind === 'balance';
  const least = step ? Math.max(4, Math.abs(latest) * 0.3) : Math.abs(latest) * 0.3 || 1;
  if (high - low < least) {
    const middle = (high + low) / 2;
    low = middle - least / 2;
    high = middle + least / 2;
  }
  const x = (at: number): number =>
    round(inset + Math.max(0, Math.min(1, (at - frame.from) / (frame.to - frame.from))) * (frame.width - 2 * inset));
  const y = (value: number): number =>
    round(frame.height - inset - ((value - low) / (high - low)) * (frame.height - 2 * inset));
  let path = '',
    drawn: number | null = null;
  for (const { at, value } of seen) {
    if (value === null) {
      if (drawn !== null && step) path += `H${x(at)}`;
      drawn = null;
      continue;
    }
    path += drawn === null ? `M${x(at)} ${y(value)}` : step ? `H${x(at)}V${y(value)}` : `L${x(at)} ${y(value)}`;
    drawn = value;
  }
  if (now === null) return { path, end: null, limit: near ? y(limit) : null };
  const end = { x: round(frame.width - inset), y: y(now) };
  path += drawn === null ? `M${end.x} ${end.y}` : step ? `H${end.x}V${end.y}` : `L${end.x} ${end.y}`;
  return { path, end, limit: near ? y(limit) : null };
}

const round = (value: number): number => Math.round(value * 10) / 10;
