import type { KpiHistory } from '../../../shared/wire/wire';

/** Where values and instants lie in the drawing. */
export interface Room {
  from: number;
  to: number;
  low: number;
  high: number;
  width: number;
  height: number;
}

export const xOf = (at: number, { from, to, width }: Room): number =>
  Math.round(((at - from) / (to - from)) * width * 10) / 10;

export const yOf = (value: number, { low, high, height }: Room): number =>
  Math.round((height - ((value - low) / (high - low)) * height) * 10) / 10;

/** The value at a height. */
export const valueAtHeight = (y: number, { low, high, height }: Room): number =>
  low + ((height - y) / height) * (high - low);

/** From 0 to above all that is drawn. */
export function boundsOf(past: KpiHistory | null, limits: readonly number[]): { low: number; high: number } {
  const values = (past?.points ?? []).flatMap((point) => [point[2], point[3]]).filter((value) => value != null);
  const all = [...values, ...limits];
  const high = Math.max(1, ...all),
    low = Math.min(0, ...all);
  return { low, high: high + (high - low) * 0.12 };
}

const isIn = (at: number, gaps: readonly (readonly number[])[]): boolean =>
  gaps.some(([from, to]) => at > from! && at <= to!);

/**
 * The number over time as steps: each step's highest where values above are bad, else its lowest, so that what fired is
 * drawn over its limit. Broken where nothing is known.
 */
export function stepsOf(past: KpiHistory, above: boolean, room: Room, from: number, to: number): string {
  let path = '',
    isOn = false,
    lastAt = -Infinity;
  for (const [at, last, min, max] of past.points) {
    if (at == null || at < from || at > to) continue;
    const value = (above ? max : min) ?? last;
    const isBroken = value == null || isIn(at, past.gaps) || past.gaps.some(([a]) => a! >= lastAt && a! < at);
    lastAt = at;
    if (value == null) {
      isOn = false;
      continue;
    }
    const [x, y] = [xOf(at, room), yOf(value, room)];
    path += isOn && !isBroken ? `H${x}V${y}` : `M${x} ${y}`;
    isOn = true;
  }
  return path;
}

/** Begin and end of the desk's weekends, ms, within a span; `dayOf` = the day's number from Sunday. */
export function weekends(midnights: readonly number[], dayOf: (at: number) => number): [number, number][] {
  const found: [number, number][] = [];
  midnights.forEach((at, place) => {
    const next = midnights[place + 1];
    if (next === undefined || ![0, 6].includes(dayOf(at))) return;
    const last = found.at(-1);
    if (last?.[1] === at) last[1] = next;
    else found.push([at, next]);
  });
  return found;
}

/** One step of a limit, and five: of counts whole ones, else a fiftieth of what is drawn, rounded. */
export function limitStep(kind: string, high: number): number {
  if (kind === 'count' || kind === 'balance' || kind === 'percent') return 1;
  const least = high / 50,
    size = 10 ** Math.floor(Math.log10(Math.max(least, 1e-6)));
  if (kind === 'duration' || kind === 'serviceTime')
    return [60, 300, 600, 1800, 3600, 7200, 21_600, 86_400].find((step) => step >= least) ?? 86_400;
  return [1, 2, 5, 10].map((factor) => factor * size).find((step) => step >= least)!;
}
