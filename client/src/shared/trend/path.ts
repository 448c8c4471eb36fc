import type { NumberKind } from '../wire/wire';
import type { Trend } from './steps';

export interface Line {
  /** SVG path of the line, with gaps: of what was watched. */
  path: string;
  /** The same of what was computed afterwards, before it; mostly empty. */
  computed: string;
  /** SVG path of the usual band; empty where none is known. */
  band: string;
  /** The middle of the band at its right end; null where it does not reach that far. */
  usual: number | null;
  /** Where it ends; null while there is nothing, or nothing that holds now. */
  end: { x: number; y: number } | null;
  /** Height of the limit line; null when it is not near. */
  limit: number | null;
}

export interface Frame {
  width: number;
  height: number;
}

const inset = 2.5,
  leastGap = 3;

/**
 * A line that does not magnify noise: line and usual band share a scale whose span is at least 30 % of the value (4 for
 * counts). Counts step, means and shares slope. The limit shows when the value is within 28 % of it, or always. A gap
 * stays open, 3 px at least.
 */
export function trendLine(
  trend: Pick<Trend, 'from' | 'to' | 'points'> & Partial<Trend>,
  now: number | null,
  kind: NumberKind,
  limit: number | null,
  frame: Frame,
  isLimitAlways = false,
): Line {
  const { from, to, points, gaps = [], usual = [], computedUntil = null } = trend;
  const values = points.flatMap((point) => point.value ?? []);
  if (now !== null) values.push(now);
  if (values.length === 0) return { path: '', computed: '', band: '', usual: null, end: null, limit: null };
  const latest = values.at(-1)!;
  const near = limit !== null && (isLimitAlways || Math.abs(latest - limit) <= 0.28 * Math.abs(limit));
  if (near) values.push(limit);
  for (const piece of usual) for (const { low, high } of piece) values.push(low, high);
  let low = Math.min(...values),
    high = Math.max(...values);
  const isStep = kind === 'count' || kind === 'balance';
  const least = isStep ? Math.max(4, Math.abs(latest) * 0.3) : Math.abs(latest) * 0.3 || 1;
  if (high - low < least) {
    const middle = (high + low) / 2;
    low = middle - least / 2;
    high = middle + least / 2;
  }
  const x = (at: number): number =>
    round(inset + Math.max(0, Math.min(1, (at - from) / (to - from))) * (frame.width - 2 * inset));
  const y = (value: number): number =>
    round(frame.height - inset - ((value - low) / (high - low)) * (frame.height - 2 * inset));
  const open = gaps.filter((gap) => gap[1] > from && gap[0] < to).map(([a, b]) => wideEnough(x(a), x(b)));
  const drawn = points.map(({ at, value }) => ({ x: x(at), y: value === null ? null : y(value) }));
  const end = now === null ? null : { x: round(frame.width - inset), y: y(now) };
  const last = usual.at(-1)?.at(-1);
  const all = end ? [...drawn, end] : drawn,
    // Both have the place in which they meet.
    meet = computedUntil === null ? 0 : Math.max(0, points.filter(({ at }) => at <= computedUntil).length - 1);
  return {
    path: pathOf(all.slice(meet), open, isStep),
    computed: meet > 0 ? pathOf(all.slice(0, meet + 1), open, isStep) : '',
    band: usual
      .map((piece) => {
        const top = piece.map((point) => `${x(point.at)} ${y(point.high)}`),
          bottom = piece.toReversed().map((point) => `${x(point.at)} ${y(point.low)}`);
        return `M${[...top, ...bottom].join('L')}Z`;
      })
      .join(''),
    usual: last && last.at >= to ? round((y(last.low) + y(last.high)) / 2) : null,
    end,
    limit: near ? y(limit) : null,
  };
}

/** The line through places of the drawing, open where there is no value and over the gaps. */
function pathOf(
  places: readonly { x: number; y: number | null }[],
  gaps: readonly (readonly [number, number])[],
  isStep: boolean,
): string {
  let path = '',
    before: { x: number; y: number } | null = null;
  /** Level on to a place, but into no gap. */
  const flat = (to: number): string => {
    const x = Math.min(to, gaps.find(([a]) => before && a >= before.x)?.[0] ?? to);
    return before && x > before.x ? `H${x}` : '';
  };
  for (const { x, y } of places) {
    if (gaps.some(([a, b]) => x > a && x < b)) continue;
    if (y === null) {
      if (isStep) path += flat(x);
      before = null;
      continue;
    }
    const gap: readonly [number, number] | undefined = before
      ? gaps.findLast(([a, b]) => a >= before!.x && b <= x)
      : undefined;
    if (!before) path += `M${x} ${y}`;
    else if (gap) {
      const first = gaps.find(([a]) => a >= before!.x)!;
      path += `${flat(first[0])}M${gap[1]} ${y}${x > gap[1] ? `H${x}` : ''}`;
    } else path += isStep ? (y === before.y ? `H${x}` : `H${x}V${y}`) : `L${x} ${y}`;
    before = { x, y };
  }
  const ahead = before && gaps.find(([a]) => a > before!.x);
  if (ahead) path += flat(ahead[0]);
  return path.replaceAll(/(?:H[\d.]+)+(H[\d.]+)/g, '$1');
}

function wideEnough(a: number, b: number): readonly [number, number] {
  const more = Math.max(0, leastGap - (b - a)) / 2;
  return [round(a - more), round(b + more)];
}

const round = (value: number): number => Math.round(value * 10) / 10;
