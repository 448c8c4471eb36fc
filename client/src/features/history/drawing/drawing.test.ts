import { describe, expect, it } from 'vitest';
import { realCatalogue, someDefinition } from '../../../shared/testing/support';
import { someHistory } from '../../../shared/testing/history';
import { day } from '../address/range';
import { bandOf, drawingOf, usualAt } from './drawing';
import { limitsAt, limitSpans, statusOf } from './limits';
import { nearLimits, scaleOf } from './scale';
import { spanText, timeMarks, weekends } from './time';

const zone = 'Europe/Paris',
  hour = 3_600_000,
  six = Date.UTC(2026, 10, 24, 6),
  span = { from: six, to: six + 4 * hour };

describe('the value axis', () => {
  it.each([
    [[97, 161], 'count', [80, 100, 120, 140, 160, 180]],
    [[0, 3], 'count', [0, 1, 2, 3, 4]],
    [[100, 101], 'count', [80, 90, 100, 110, 120]],
    [[91, 93.5], 'percent', [70, 80, 90, 100]],
    [[3600, 7000], 'duration', [3600, 4500, 5400, 6300, 7200]],
    [[2, 9], 'count', [0, 5, 10]],
  ] as const)('of %j as %s has round values', (values, kind, ticks) => {
    const scale = scaleOf(values, kind);
    expect(scale.min).toBeLessThanOrEqual(Math.min(...values));
    expect(scale.max).toBeGreaterThanOrEqual(Math.max(...values));
    expect(scale.ticks.length).toBeGreaterThanOrEqual(3);
    expect(scale.ticks.length).toBeLessThanOrEqual(7);
    expect(scale.max - scale.min).toBeGreaterThanOrEqual(0.29 * Math.max(...values));
    expect(scale.ticks).toEqual(ticks);
  });

  it('has none where nothing is known, and begins at 0 where it is asked to', () => {
    expect(scaleOf([], 'count').min).toBe(0);
    expect(scaleOf([90, 100], 'count', true).min).toBe(0);
  });

  it('takes in the limits that are near; the others are named', () =>
    expect(nearLimits([97, 161], [150, 250, null])).toEqual([150]));
});

describe('the time axis', () => {
  const texts = (length: number, most: number): (string | null)[] =>
    timeMarks({ from: six - length, to: six }, zone, most).map(({ text }) => text);

  it('has hours, days, weeks or months as there is room', () => {
    expect(texts(24 * hour, 10)).toEqual([
      '09:00',
      '12:00',
      '15:00',
      '18:00',
      '21:00',
      expect.stringMatching(/Tue/),
      '03:00',
      '06:00',
    ]);
    expect(texts(7 * day, 12)).toHaveLength(7);
    expect(texts(28 * day, 12).filter(Boolean)).toHaveLength(8);
    expect(texts(365 * day, 13)).toHaveLength(12);
  });

  it('follows the desk’s clock through a change of its hours', () => {
    const marks = timeMarks({ from: Date.UTC(2026, 9, 24, 12), to: Date.UTC(2026, 9, 26, 12) }, zone, 3);
    expect(marks.map(({ at }) => new Date(at).toISOString().slice(0, 16))).toEqual([
      '2026-10-24T22:00',
      '2026-10-25T23:00',
    ]);
  });

  it('knows weekends, cut at the edges', () => {
    expect(weekends({ from: Date.UTC(2026, 10, 20), to: Date.UTC(2026, 10, 22, 12) }, zone)).toEqual([
      { from: Date.UTC(2026, 10, 20, 23), to: Date.UTC(2026, 10, 22, 12) },
    ]);
    expect(weekends({ from: Date.UTC(2026, 10, 22, 12), to: Date.UTC(2026, 10, 24) }, zone)).toHaveLength(1);
  });

  it('says the range in words', () => {
    expect(spanText({ from: six - 28 * day, to: six }, true, zone, six)).toMatch(/^Tue 27 Oct 07:00 to now$|^Tue Oct/);
    expect(spanText({ from: six, to: six + hour }, false, zone, six)).toMatch(/07:00 to 08:00$/);
  });
});

describe('limits', () => {
  const limits = [
    [0, 5, 10],
    [six + 2 * hour, null, 8],
  ];

  it('are drawn as they were then', () =>
    expect(
      limitSpans({ limits }, span).map(({ from, to, value }) => [(from - six) / hour, (to - six) / hour, value]),
    ).toEqual([
      [0, 2, 5],
      [0, 2, 10],
      [2, 4, 8],
    ]));

  it('judge a value by what held then, at them where lower is better, below where higher is', () => {
    expect(statusOf(8, limitsAt({ limits }, six), 'lower')).toBe('warning');
    expect(statusOf(8, limitsAt({ limits }, six + 3 * hour), 'lower')).toBe('critical');
    expect(statusOf(90, { warning: 90, critical: 80 }, 'higher')).toBe('good');
    expect(statusOf(79.9, { warning: 90, critical: 80 }, 'higher')).toBe('critical');
    expect(statusOf(79.9, { warning: null, critical: null }, 'higher')).toBe('none');
    expect(statusOf(null, { warning: 90, critical: 80 }, 'higher')).toBe('none');
  });
});

describe('a drawing', () => {
  const definition = someDefinition();
  const parts = { span, now: span.to, zone, lastWeek: null, ahead: null };

  it('tells the computed part apart, and steps where it counts', () => {
    const history = someHistory({ computedUntil: new Date(six + 2 * hour).toISOString(), computed: 'exact' });
    const { lines, computedUntil } = drawingOf({ ...parts, subjects: [{ definition, history, title: 'Overdue' }] });
    expect(lines.map(({ look, isStepped }) => [look, isStepped])).toEqual([
      ['computed', true],
      ['value', true],
    ]);
    expect(computedUntil).toBe(six + 2 * hour);
  });

  it('goes on ahead of now by the clock alone', () => {
    const ahead = {
      until: new Date(span.to + 2 * hour).toISOString(),
      at: new Date(span.to).toISOString(),
      points: [
        [span.to, 3, 0],
        [span.to + hour, 12, 0],
      ],
      crossings: [],
    };
    const { lines } = drawingOf({
      ...parts,
      ahead,
      subjects: [{ definition, history: someHistory(), title: 'Overdue' }],
    });
    expect(lines.at(-1)).toMatchObject({ look: 'ahead', line: { value: [3, 12, 12] } });
  });

  it('of several tells each apart, without band and last week', () => {
    const mean = realCatalogue.find(({ presentation }) => presentation.number === 'fraction')!;
    const subjects = [definition, mean].map((one) => ({ definition: one, history: someHistory(), title: one.title }));
    const drawn = drawingOf({ ...parts, lastWeek: someHistory(), subjects });
    expect(drawn.lines.map(({ look }) => look)).toEqual(['second', 'value']);
    expect(drawn.limits).toEqual([]);
  });

  it('says what is usual at an instant', () => {
    const usual = {
      step: 900,
      from: new Date(six).toISOString(),
      low: [1, 2, null],
      median: [2, 3, null],
      high: [4, 5, null],
      weeks: 12,
    };
    expect(usualAt(usual, six + 20 * 60_000)).toEqual({ low: 2, median: 3, high: 5 });
    expect(usualAt(usual, six + 40 * 60_000)).toBeNull();
    expect(bandOf(usual, 1_800_000).low).toEqual([1, null]);
  });
});
