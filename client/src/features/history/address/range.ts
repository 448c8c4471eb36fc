export const hour = 3_600_000,
  day = 24 * hour;

/** The ranges that have a name; all end now. */
export const ranges = [
  { id: '24h', text: '24 h', spoken: '24 hours', length: day },
  { id: '7d', text: '7 d', spoken: '7 days', length: 7 * day },
  { id: '28d', text: '28 d', spoken: '28 days', length: 28 * day },
  { id: '90d', text: '90 d', spoken: '90 days', length: 90 * day },
  { id: '1y', text: '1 y', spoken: '1 year', length: 365 * day },
  { id: 'all', text: 'All', spoken: 'All', length: 7300 * day },
] as const;
export type RangeId = (typeof ranges)[number]['id'];

/** A range by its name, or from an instant to another (null = now), ms. */
export type Range = RangeId | { readonly from: number; readonly to: number | null };

export const usualRange: RangeId = '28d';

/** From when until when, ms. */
export interface Span {
  from: number;
  to: number;
}

/** Whether a range ends now, and moves with it. */
export const endsNow = (range: Range): boolean => typeof range === 'string' || range.to === null;

/** What a range spans now. */
export function spanOf(range: Range, now: number): Span {
  if (typeof range === 'string') return { from: now - ranges.find(({ id }) => id === range)!.length, to: now };
  const to = range.to ?? now;
  return { from: Math.min(range.from, to - least), to };
}

/** The shortest range that is shown. */
export const least = 10 * 60_000;

/** A span as a range: one that reaches now ends now, and goes on with it; none is shorter than 10 min. */
export function rangeOf({ from, to }: Span, now: number): Range {
  const end = to >= now - 60_000 ? null : Math.round(to);
  return { from: Math.round(Math.min(from, (end ?? now) - least)), to: end };
}

/** A span made longer (factor over 1) or shorter about an instant; nothing lies ahead of now. */
export function zoom({ from, to }: Span, factor: number, about: number, now: number): Span {
  const length = Math.min(Math.max((to - from) * factor, least), ranges.at(-1)!.length),
    share = (about - from) / (to - from);
  const end = Math.min(now, about + (1 - share) * length);
  return { from: end - length, to: end };
}

/** A span moved by a part of its length. */
export function move({ from, to }: Span, part: number, now: number): Span {
  const end = Math.min(now, to + part * (to - from));
  return { from: end - (to - from), to: end };
}

/** What the strip below the chart shows: 90 days, or five times the range, up to now. */
export function overviewOf({ from, to }: Span, now: number): Span {
  const length = Math.min(Math.max(90 * day, 5 * (to - from)), ranges.at(-1)!.length);
  return { from: Math.min(from, now - length), to: now };
}

/** The steps the server keeps, seconds; the desk's day at the end. */
const steps = [60, 300, 900, 1800, 3600, 10_800, 21_600, 86_400] as const;

/** The finest step, at least `finest` seconds, that gives at most so many points; "day" for the longest. */
export function stepFor({ from, to }: Span, most: number, finest = 0): string {
  const step = steps.find((one) => one >= finest && (to - from) / 1000 / one <= most) ?? 86_400;
  return step === 86_400 ? 'day' : String(step);
}
