import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { someResult } from '../testing/support';
import { direction } from './direction';
import { thinned, trendLine } from './path';
import { Series, type Point } from './series';
import { breakAll, keepTrends, openTrends, points, see } from './trends';

const t0 = Date.parse('2026-11-24T09:00:00.000Z'),
  minute = 60_000;
const frame = { width: 54, height: 26, from: t0, to: t0 + 60 * minute };

describe('a series', () => {
  it('holds changes only, and begins with the value at the window’s start', () => {
    const series = new Series();
    series.push(t0, 5);
    series.push(t0 + minute, 5);
    series.push(t0 + 2 * minute, 6);
    expect(series.since(t0 + minute)).toEqual([
      { at: t0 + minute, value: 5 },
      { at: t0 + 2 * minute, value: 6 },
    ]);
  });

  it('closes a gap through which the same number held', () => {
    const series = new Series();
    series.push(t0, 5);
    series.gap(t0 + 10 * minute);
    series.push(t0, 5);
    expect(series.since(t0 - minute)).toEqual([{ at: t0, value: 5 }]);
  });

  it('goes on after a gap with a number that is older than its end', () => {
    const series = new Series();
    series.push(t0, 5);
    series.gap(t0 + 10 * minute);
    series.push(t0 + 5 * minute, 7);
    expect(series.since(t0 - minute)).toEqual([
      { at: t0, value: 5 },
      { at: t0 + 10 * minute, value: null },
      { at: t0 + 10 * minute, value: 7 },
    ]);
  });

  it('keeps gaps, and drops what comes from the past', () => {
    const series = new Series();
    series.push(t0, 5);
    series.gap(t0 + minute);
    series.push(t0 + 2 * minute, 5);
    series.push(t0, 9);
    expect(series.since(t0 - 1).map((point) => point.value)).toEqual([5, null, 5]);
  });

  it('stays small over a day and keeps the latest hour exact', () => {
    const series = new Series();
    for (let i = 0; i < 24 * 3600; i += 5) series.push(t0 + i * 1000, i);
    const all = series.since(0),
      end = t0 + 24 * 3_600_000;
    expect(all.length).toBeLessThan(2_300);
    expect(series.since(end - 50 * minute)).toHaveLength(600);
    expect(all[0]!.at).toBeLessThan(t0 + 60 * minute);
  });
});

describe('the trends of a page', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse('2026-11-24T09:42:30.000Z'), toFake: ['Date'] });
    openTrends('another');
    sessionStorage.clear();
    openTrends('demo');
  });
  afterEach(() => vi.useRealTimers());

  it('begin a number where it is known to have begun: at its last move', () => {
    see('overdue', someResult(), 11);
    expect(points('overdue', 0)).toEqual([{ at: Date.parse('2026-11-24T09:41:33.000Z'), value: 11 }]);
  });

  it('let an age rise until the instant it is corrected', () => {
    const before = someResult({ kpi: 'mean-age', value: 100, rate: 1 });
    see('mean-age', before, 100);
    see('mean-age', someResult({ kpi: 'mean-age', value: 90, rate: 1, asOf: '2026-11-24T09:42:10.000Z' }), 90, before);
    expect(points('mean-age', 0).map((point) => Math.round(point.value!))).toEqual([100, 110, 90]);
  });

  it('have no point for a failed result', () => {
    see('overdue', someResult({ retryAt: '2026-11-24T09:42:20.000Z' }), 11);
    expect(points('overdue', 0)).toEqual([]);
  });

  it('are taken up after a reload of the tab, with a gap', () => {
    see('overdue', someResult(), 11);
    keepTrends();
    openTrends('demo');
    expect(points('overdue', 0).map((point) => point.value)).toEqual([11, null]);
  });

  it('break when the page ceases to be live', () => {
    see('overdue', someResult(), 11);
    breakAll(Date.parse('2026-11-24T09:43:00.000Z'));
    expect(points('overdue', 0).at(-1)?.value).toBeNull();
  });
});

describe('the line', () => {
  const at = (m: number, value: number | null): Point => ({ at: t0 + m * minute, value });

  it('steps for counts and slopes for means', () => {
    expect(trendLine([at(0, 9), at(30, 11)], 11, 'count', null, frame).path).toMatch(
      /^M[\d. ]+H[\d.]+V[\d.]+H51.5V[\d.]+$/,
    );
    expect(trendLine([at(0, 9), at(30, 11)], 11, 'percent', null, frame).path).toMatch(
      /^M[\d. ]+L[\d. ]+L51.5 [\d.]+$/,
    );
  });

  it('leaves a gap open', () => {
    expect(trendLine([at(0, 9), at(10, null), at(20, 9)], 9, 'count', null, frame).path.match(/M/g)).toHaveLength(2);
  });

  it('keeps noise flat: its span is at least 30 % of the value', () => {
    const line = trendLine([at(0, 100), at(30, 101)], 100, 'percent', null, frame);
    const heights = [...line.path.matchAll(/ ([\d.]+)/g)].map((match) => Number(match[1]));
    expect(Math.max(...heights) - Math.min(...heights)).toBeLessThan(1);
  });

  it('shows the limit only when the value is near it', () => {
    expect(trendLine([at(0, 9)], 9, 'count', 10, frame).limit).not.toBeNull();
    expect(trendLine([at(0, 7)], 7, 'count', 10, frame).limit).toBeNull();
  });

  it('is nothing while nothing was seen', () => {
    expect(trendLine([], null, 'count', 10, frame)).toEqual({ path: '', end: null, limit: null });
  });

  it('has about one point per pixel, the last of each', () => {
    const many = Array.from({ length: 3_600 }, (_, i) => ({ at: t0 + i * 1_000, value: i }));
    expect(thinned(many, frame).length).toBe(54);
  });
});

describe('the direction', () => {
  const start = [{ at: t0, value: 100 }];
  it.each([
    [100.4, 'count', 'flat'],
    [101, 'count', 'up'],
    [99, 'count', 'down'],
    [101.9, 'percent', 'flat'],
    [102.1, 'percent', 'up'],
    [97.9, 'percent', 'down'],
  ] as const)('from 100 to %d as %s is %s', (now, kind, way) => expect(direction(start, now, kind)).toBe(way));

  it('is unknown without a start or a value', () => {
    expect(direction([], 5, 'count')).toBeNull();
    expect(direction(start, null, 'count')).toBeNull();
  });
});
