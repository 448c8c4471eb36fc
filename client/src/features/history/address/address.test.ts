import { describe, expect, it } from 'vitest';
import { readAddress, writeAddress } from './address';
import { day, hour, least, move, overviewOf, rangeOf, spanOf, stepFor, zoom } from './range';

describe('the address', () => {
  it.each([
    '',
    '?range=7d',
    '?range=all&group=team%3ANetwork',
    '?from=2026-11-04T09:00:00Z&to=2026-11-05T09:00:00Z',
    '?from=2026-11-04T09:00:00Z&to=now&by=location&table=1&week=0',
    '?with=overdue&with=open-tickets%40team%3AService%20Desk&week=1',
  ])('says all that is shown: "%s"', (text) => expect(writeAddress(readAddress(text))).toBe(text));

  it.each([
    '?range=soon',
    '?from=yesterday&to=now',
    '?from=2026-11-05T09:00:00Z&to=2026-11-04T09:00:00Z',
    '?by=per-son',
  ])('shows what is usual where it says nothing that is known: "%s"', (text) =>
    expect(readAddress(text)).toEqual(readAddress('')),
  );

  it('takes at most three lines beside the first', () => {
    const { others } = readAddress('?with=a&with=b&with=c@nothing&with=d&with=e');
    expect(others.map(({ kpi }) => kpi)).toEqual(['a', 'b', 'd']);
  });
});

describe('a range', () => {
  const now = Date.UTC(2026, 10, 24, 10);

  it('ends now by its name, or where it says', () => {
    expect(spanOf('7d', now)).toEqual({ from: now - 7 * day, to: now });
    expect(spanOf({ from: now - hour, to: null }, now)).toEqual({ from: now - hour, to: now });
    expect(spanOf({ from: now - 2 * hour, to: now - hour }, now)).toEqual({ from: now - 2 * hour, to: now - hour });
  });

  it('that reaches now goes on with it', () => {
    expect(rangeOf({ from: now - day, to: now - 30_000 }, now)).toEqual({ from: now - day, to: null });
    expect(rangeOf({ from: now - day, to: now - hour }, now)).toEqual({ from: now - day, to: now - hour });
  });

  it('is zoomed about an instant, never under ten minutes and never ahead of now', () => {
    const span = { from: now - 8 * hour, to: now };
    expect(zoom(span, 0.5, now - 4 * hour, now)).toEqual({ from: now - 6 * hour, to: now - 2 * hour });
    expect(zoom(span, 2, now - hour, now)).toEqual({ from: now - 16 * hour, to: now });
    const short = zoom(span, 1e-9, now - hour, now);
    expect(short.to - short.from).toBeCloseTo(least);
    expect(move(span, -0.5, now)).toEqual({ from: now - 12 * hour, to: now - 4 * hour });
    expect(move(span, 1, now)).toEqual(span);
  });

  it('lies in an overview of 90 days, or of five times its length', () => {
    expect(overviewOf({ from: now - day, to: now }, now).from).toBe(now - 90 * day);
    expect(overviewOf({ from: now - 30 * day, to: now }, now).from).toBe(now - 150 * day);
    expect(overviewOf({ from: now - 300 * day, to: now - 299 * day }, now).from).toBe(now - 300 * day);
  });

  it.each([
    [6 * hour, '300'],
    [28 * day, '10800'],
    [365 * day, 'day'],
  ])('of %d ms is drawn small in steps of %s', (length, step) =>
    expect(stepFor({ from: now - length, to: now }, 240)).toBe(step),
  );
});
