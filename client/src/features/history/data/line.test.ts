import { describe, expect, it } from 'vitest';
import { someHistory } from '../../../shared/testing/history';
import { lineOf, split, stepsOf, valueAt } from './line';
import { from, goOn } from './live';

const hour = 3_600_000,
  six = Date.UTC(2026, 10, 24, 6);
const shown = ({ at, value }: ReturnType<typeof lineOf>): [number, number | null][] =>
  at.map((one, i) => [(one - six) / hour, value[i]!]);

describe('a line', () => {
  it('has a step’s value at the step’s end', () => {
    expect(shown(lineOf(someHistory()))).toEqual([
      [1, 4],
      [2, 6],
      [3, 11],
      [4, 3],
    ]);
    expect(valueAt(lineOf(someHistory()), six + 2.5 * hour)).toBe(6);
    expect(valueAt(lineOf(someHistory()), six)).toBeNull();
  });

  it('ends at a gap and begins anew after it, with nothing drawn in it', () => {
    const points = someHistory().points.filter((_, i) => i !== 2);
    const line = lineOf(someHistory({ points, gaps: [[six + 2.2 * hour, six + 3.1 * hour]] }));
    expect(valueAt(line, six + 2.1 * hour)).toBe(6);
    expect(valueAt(line, six + 2.5 * hour)).toBeNull();
    expect(valueAt(line, six + 3.9 * hour)).toBeNull();
    expect(valueAt(line, six + 4 * hour)).toBe(3);
  });

  it('by change holds each value to the next one, and to the end', () => {
    const history = someHistory({
      step: 0,
      points: [
        [six, 4, 4, 4, 4],
        [six + hour, 5, 5, 5, 5],
      ],
    });
    expect(shown(lineOf(history))).toEqual([
      [0, 4],
      [1, 5],
      [4, 5],
    ]);
  });

  it('of an age grows from change to change', () => {
    const history = someHistory({
      step: 0,
      rate: 1,
      points: [
        [six, 100],
        [six + hour, 10],
      ],
    });
    const line = lineOf(history);
    expect(valueAt(line, six + hour - 1)).toBeCloseTo(3700, 0);
    expect(valueAt(line, six + hour)).toBe(10);
    expect(line.value.at(-1)).toBe(10 + 3 * 3600);
  });

  it('ends where a step has no value', () => {
    const points = [...someHistory().points];
    points[1] = [six + hour, null, null, null, null];
    expect(valueAt(lineOf(someHistory({ points })), six + 2.5 * hour)).toBeNull();
  });

  it('is told apart where it was computed afterwards, with the point where both meet', () => {
    const [before, after] = split(lineOf(someHistory()), six + 2.5 * hour);
    expect(shown(before)).toEqual([
      [1, 4],
      [2, 6],
      [2.5, 6],
    ]);
    expect(shown(after)[0]).toEqual([2.5, 6]);
  });

  it('has the desk’s days as long as they are', () => {
    const summer = Date.UTC(2026, 9, 24, 22),
      history = someHistory({ step: 'day', to: '2026-12-01T00:00:00Z' });
    const steps = stepsOf({
      ...history,
      points: [
        [summer, 1],
        [summer + 25 * hour, 2],
      ],
    });
    expect(steps[0]!.end - steps[0]!.at).toBe(25 * hour);
    expect(steps[1]!.end - steps[1]!.at).toBe(24 * hour);
  });
});

describe('the live end', () => {
  const to = six + 4 * hour,
    minute = 60_000;

  it('goes on in the steps of the history', () => {
    const { points, to: end } = goOn(
      someHistory(),
      [
        [to + minute, 5],
        [to + 2 * minute, 9],
        [to + 61 * minute, 7],
      ],
      to + 62 * minute,
      null,
    );
    expect(points.slice(4)).toEqual([
      [to, 9, 5, 9, null],
      [to + hour, 7, 7, 7, null],
    ]);
    expect(Date.parse(end)).toBe(to + 62 * minute);
  });

  it('takes by change what differs alone, and nothing twice that was asked for', () => {
    const history = someHistory({ step: 0, points: [[six, 4, 4, 4, 4]] });
    const { points } = goOn(
      history,
      [
        [to - minute, 9],
        [to + minute, 4],
        [to + 2 * minute, 6],
      ],
      to + 3 * minute,
      null,
    );
    expect(points.map(([at, last]) => [at, last])).toEqual([
      [six, 4],
      [to + 2 * minute, 6],
    ]);
  });

  it('is a gap that grows while nothing is heard', () => {
    const history = goOn(someHistory(), [], to + 10 * minute, to + minute);
    expect(history.gaps).toEqual([[to + minute, to + 10 * minute]]);
    expect(valueAt(lineOf(history), to + 5 * minute)).toBeNull();
  });

  it('leaves behind what the window has passed', () => {
    const moved = from(
      someHistory({
        gaps: [
          [six, six + hour],
          [six + 2 * hour, six + 3 * hour],
        ],
      }),
      six + 2.5 * hour,
    );
    expect(moved.points.map(([at]) => (at! - six) / hour)).toEqual([2, 3]);
    expect(moved.gaps).toEqual([[six + 2.5 * hour, six + 3 * hour]]);
  });
});
