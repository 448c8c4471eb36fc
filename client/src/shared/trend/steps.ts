import type { UsualBand } from '../wire/wire';

/** A value at an instant; null = there was none, or none is known. */
export interface Point {
  at: number;
  value: number | null;
}

/** A span of which nothing is known, ms. */
export type Gap = readonly [from: number, to: number];

/** What is usual at an instant. */
export interface Usual {
  at: number;
  low: number;
  high: number;
}

/** A number over the latest minutes or hours, as it is drawn. */
export interface Trend {
  /** What the line's room covers, ms: it moves on by a whole step. */
  from: number;
  to: number;
  /** The server told its begin; else it is only what this page saw, which says nothing of a direction. */
  isTold: boolean;
  /** The values at the ends of the steps, oldest first. */
  points: readonly Point[];
  gaps: readonly Gap[];
  /** What lies before was computed afterwards, ms; null = all was watched. */
  computedUntil?: number | null;
  /** The usual band in pieces: broken where nothing is known of it. */
  usual: readonly (readonly Usual[])[];
}

/** The window that is drawn now: its right end is the end of the step that has begun. */
export function windowAt(now: number, minutes: number, step: number, begin = 0): { from: number; to: number } {
  const to = begin + (Math.floor((now - begin) / step) + 1) * step;
  return { from: to - minutes * 60_000, to };
}

/** What is usual at an instant; null where that is not known. */
export function usualAt(band: UsualBand | undefined, at: number): (Usual & { median: number | null }) | null {
  if (!band) return null;
  const place = Math.floor((at - Date.parse(band.from)) / (band.step * 1000));
  const low = band.low[place],
    high = band.high[place];
  return low == null || high == null ? null : { at, low, high, median: band.median[place] ?? null };
}

/** The band inside a window: through the middles of its quarter hours, and cut at the window's edges. */
export function usualIn(band: UsualBand | undefined, from: number, to: number): Usual[][] {
  if (!band) return [];
  const begin = Date.parse(band.from),
    step = band.step * 1000,
    pieces: Usual[][] = [];
  let piece: Usual[] = [];
  band.low.forEach((low, place) => {
    const high = band.high[place];
    if (low == null || high == null) {
      if (piece.length > 0) pieces.push(piece);
      piece = [];
      return;
    }
    const start = begin + place * step;
    // A piece reaches from its first quarter's begin to its last one's end.
    if (piece.length === 0) piece.push({ at: start, low, high });
    else piece.pop();
    piece.push({ at: start + step / 2, low, high }, { at: start + step, low, high });
  });
  if (piece.length > 0) pieces.push(piece);
  return pieces.map((whole) => cut(whole, from, to)).filter((some) => some.length > 1);
}

function cut(piece: readonly Usual[], from: number, to: number): Usual[] {
  const inside = piece.filter(({ at }) => at > from && at < to);
  return [between(piece, from), ...inside, between(piece, to)].filter((point) => point !== null);
}

/** A piece's height at an instant inside it. */
function between(piece: readonly Usual[], at: number): Usual | null {
  const after = piece.findIndex((point) => point.at >= at);
  if (after < 0) return null;
  const next = piece[after]!,
    last = piece[after - 1];
  if (next.at === at) return next;
  if (!last) return null;
  const share = (at - last.at) / (next.at - last.at);
  const mix = (a: number, b: number): number => a + (b - a) * share;
  return { at, low: mix(last.low, next.low), high: mix(last.high, next.high) };
}
