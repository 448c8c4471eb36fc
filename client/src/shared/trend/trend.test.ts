import { describe, expect, it } from 'vitest';
import { direction } from './direction';
import { trendLine } from './path';
import { usualAt, usualIn, windowAt, type Gap, type Point, type Trend } from './steps';

const t0 = Date.parse('2026-11-24T09:00:00.000Z'),
  minute = 60_000,
  quarter = 15 * minute;
const frame = { width: 54, height: 26 };
const at = (m: number, value: number | null): Point => ({ at: t0 + m * minute, value });
const trend = (points: Point[], gaps: Gap[] = [], usual: Trend['usual'] = []): Trend => ({
  from: t0,
  to: t0 + 60 * minute,
  isTold: true,
  points,
  gaps,
  usual,
});

describe('the window', () => {
  it('ends with the step that has begun, and moves on by whole steps', () => {
    const now = t0 + 42.5 * minute;
    expect(windowAt(now, 60, minute)).toEqual({ from: t0 - 17 * minute, to: t0 + 43 * minute });
    expect(windowAt(now + 29_999, 60, minute)).toEqual(windowAt(now, 60, minute));
    expect(windowAt(now + 30_000, 60, minute).to).toBe(t0 + 44 * minute);
  });
});

describe('the line', () => {
  it('steps for counts and slopes for means', () => {
    expect(trendLine(trend([at(0, 9), at(30, 11)]), 11, 'count', null, frame).path).toMatch(
      /^M[\d. ]+H[\d.]+V[\d.]+H51.5$/,
    );
    expect(trendLine(trend([at(0, 9), at(30, 11)]), 11, 'percent', null, frame).path).toMatch(
      /^M[\d. ]+L[\d. ]+L51.5 [\d.]+$/,
    );
  });

  it('is not drawn where there is no value', () => {
    const line = trendLine(trend([at(0, 9), at(10, null), at(20, 9)]), 9, 'count', null, frame);
    expect(line.path.match(/M/g)).toHaveLength(2);
  });

  it('stays open over a gap, three pixels at least, and goes on after it', () => {
    const points = Array.from({ length: 60 }, (_, m) => at(m, 9));
    const line = trendLine(trend(points, [[t0 + 30 * minute, t0 + 30 * minute + 20_000]]), 9, 'count', null, frame);
    const [, end, next] = /^M2.5 [\d.]+H([\d.]+)M([\d.]+) [\d.]+H51.5$/.exec(line.path)!.map(Number);
    expect(next! - end!).toBeGreaterThanOrEqual(3);
    expect(next! - end!).toBeLessThan(4);
  });

  it('goes into no gap, though what was not known ends with it', () => {
    const points = Array.from({ length: 60 }, (_, m) => at(m, m > 30 && m <= 50 ? null : 9));
    const gap: Gap = [t0 + 30.5 * minute, t0 + 50 * minute];
    expect(trendLine(trend(points, [gap]), 9, 'count', null, frame).path).toMatch(
      /^M2.5 [\d.]+H27.4M44.2 [\d.]+H51.5$/,
    );
  });

  it('ends where nothing is known any more', () => {
    const points = Array.from({ length: 60 }, (_, m) => at(m, 9));
    const line = trendLine(trend(points, [[t0 + 30 * minute, t0 + 60 * minute]]), null, 'count', null, frame);
    expect(line).toMatchObject({ path: expect.stringMatching(/^M2.5 [\d.]+H27$/), end: null });
  });

  it('tells apart what was computed afterwards, and both meet', () => {
    const points = [at(0, 9), at(15, 9), at(30, 11), at(45, 11)];
    const line = trendLine({ ...trend(points), computedUntil: t0 + 31 * minute }, 11, 'percent', null, frame);
    const ends = [line.computed, line.path].map((path) => path.match(/[\d.]+ [\d.]+/g)!);
    expect(ends.map((places) => places.length)).toEqual([3, 3]);
    expect(ends[0]!.at(-1)).toBe(ends[1]![0]);
    expect(trendLine(trend(points), 11, 'percent', null, frame).computed).toBe('');
  });

  it('keeps noise flat: its span is at least 30 % of the value', () => {
    const line = trendLine(trend([at(0, 100), at(30, 101)]), 100, 'percent', null, frame);
    const heights = [...line.path.matchAll(/ ([\d.]+)/g)].map((match) => Number(match[1]));
    expect(Math.max(...heights) - Math.min(...heights)).toBeLessThan(1);
  });

  it('shows the limit only when the value is near it', () => {
    expect(trendLine(trend([at(0, 9)]), 9, 'count', 10, frame).limit).not.toBeNull();
    expect(trendLine(trend([at(0, 7)]), 7, 'count', 10, frame).limit).toBeNull();
  });

  it('is only its end while no history is known', () =>
    expect(trendLine(trend([]), 9, 'count', null, frame)).toMatchObject({
      path: 'M51.5 13',
      end: { x: 51.5, y: 13 },
      band: '',
    }));

  it('is nothing while nothing is known', () =>
    expect(trendLine(trend([]), null, 'count', 10, frame)).toEqual({
      path: '',
      computed: '',
      band: '',
      usual: null,
      end: null,
      limit: null,
    }));

  it('stands outside of the usual band on one scale with it', () => {
    const band = [
      { at: t0, low: 98, high: 120 },
      { at: t0 + 60 * minute, low: 98, high: 120 },
    ];
    const line = trendLine(trend([at(0, 140)], [], [band]), 142, 'count', null, frame);
    expect(line.band).toMatch(/^M2.5 [\d.]+L51.5 [\d.]+L51.5 23.5L2.5 23.5Z$/);
    const top = Number(/^M2.5 ([\d.]+)/.exec(line.band)![1]);
    expect(line.end!.y).toBeLessThan(top);
    expect(Math.abs(line.usual! - (top + 23.5) / 2)).toBeLessThan(0.1);
  });
});

describe('the usual band', () => {
  const band = (low: (number | null)[]) => ({
    step: 900,
    from: new Date(t0).toISOString(),
    low,
    median: low.map((value) => value && value + 5),
    high: low.map((value) => value && value + 10),
    weeks: 12,
  });

  it('is that of the quarter hour', () => {
    expect(usualAt(band([10, 20]), t0 + quarter)).toMatchObject({ low: 20, median: 25, high: 30 });
    expect(usualAt(band([10, null]), t0 + quarter)).toBeNull();
    expect(usualAt(band([10]), t0 - 1)).toBeNull();
    expect(usualAt(undefined, t0)).toBeNull();
  });

  it('fills the window, and breaks where nothing is known', () => {
    const [whole] = usualIn(band([10, 20, 30, 40, 50, 60]), t0 + 5 * minute, t0 + 65 * minute);
    expect([whole![0]!.at, whole!.at(-1)!.at]).toEqual([t0 + 5 * minute, t0 + 65 * minute]);
    expect(usualIn(band([10, null, 30]), t0, t0 + 45 * minute).map((piece) => piece.length)).toEqual([3, 3]);
    expect(usualIn(band([10]), t0 + 60 * minute, t0 + 120 * minute)).toEqual([]);
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
