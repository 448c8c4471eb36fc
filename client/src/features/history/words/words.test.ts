import { describe, expect, it } from 'vitest';
import { someHistory } from '../../../shared/testing/history';
import { someDefinition } from '../../../shared/testing/support';
import { drawingOf } from '../drawing/drawing';
import { columnsOf, rowsOf } from '../table/rows';
import { computedText, finding, often, overLimits } from './finding';
import { axisText, nearest, stepOn, tell, told } from './tell';

const zone = 'UTC',
  hour = 3_600_000,
  six = Date.UTC(2026, 10, 24, 6),
  span = { from: six, to: six + 4 * hour };
const drawn = (more: Parameters<typeof someHistory>[0] = {}) =>
  drawingOf({
    span,
    now: span.to,
    zone,
    lastWeek: null,
    ahead: null,
    subjects: [{ definition: someDefinition(), history: someHistory(more), title: 'Overdue' }],
  });
const gaps = [[six + 2 * hour, six + 2 * hour + 2_700_000]];

describe('the pointer', () => {
  it('tells value, step and status of an instant', () => {
    const at = tell(drawn(), six + 3 * hour, zone);
    expect(told(at)).toMatch(/09:00, Overdue 11, within 1 h 10 to 12, Critical, limit 10$/);
  });

  it('says of a gap that nothing is known', () => {
    const at = tell(drawn({ gaps }), six + 2.5 * hour, zone);
    expect(at.value).toBeNull();
    expect(told(at)).toMatch(/08:30, Apollo was down, 45 min, no data$/);
  });

  it('goes from step to step, and stops in a gap once', () => {
    const drawing = drawn({ gaps });
    expect(nearest(drawing, six + 1.2 * hour)).toBe(six + hour);
    expect(stepOn(drawing, six + hour, 1)).toBe(six + 2 * hour);
    const inside = stepOn(drawing, six + 2 * hour, 1);
    expect(tell(drawing, inside, zone).gap).not.toBeNull();
    expect(stepOn(drawing, inside, 1)).toBe(six + 3 * hour);
    expect(stepOn(drawing, six + 4 * hour, 1)).toBe(six + 4 * hour);
    expect(stepOn(drawing, six + hour, -1)).toBe(six + hour);
  });
});

describe('the heading', () => {
  it('says what the chart shows', () => {
    const [subject] = drawn().subjects;
    expect(finding(subject!, [], zone, span.to)).toMatch(
      /^Between 2 \(.* 09:00\) and 12 \(.* 08:00\), over its limit once, 2 h in all\.$/,
    );
    expect(overLimits(subject!)).toEqual({ times: 1, length: 2 * hour });
  });

  it('says how much of the time it rests on', () => {
    const { subjects, gaps: unknown } = drawn({ gaps });
    expect(finding(subjects[0]!, unknown, zone, span.to)).toContain(
      'Not known for 45 min: this rests on 81 % of the time.',
    );
  });

  it('says where history begins', () => {
    const { subjects } = drawn({ points: someHistory().points.slice(2) });
    expect(finding(subjects[0]!, [], zone, span.to)).toMatch(/ History begins .* 08:00\.$/);
  });

  it('says that the past is being computed, and how far', () => {
    const computing = { state: 'playing', rows: 500, at: '2026-10-08T12:00:00Z' } as const;
    const { subjects } = drawn({ points: someHistory().points.slice(2), computing });
    expect(finding(subjects[0]!, [], zone, span.to)).not.toContain('History begins');
    expect(computedText(subjects[0]!, zone, span.to)).toMatch(/^The past is being computed: until .*8 Oct.* so far\.$/);
    const begun = drawn({ computing: { state: 'waiting', rows: 0 } }).subjects[0]!;
    expect(computedText(begun, zone, span.to)).toBe('The past is being computed.');
  });

  it('says that there is nothing to say', () => {
    expect(finding(drawn({ points: [] }).subjects[0]!, [], zone, span.to)).toBe('Nothing is known of this time.');
    const none = [[six, null, null, null, null]];
    expect(finding(drawn({ points: none }).subjects[0]!, [], zone, span.to)).toBe('There was no value in this time.');
  });

  it.each([
    [1, 'once'],
    [2, 'twice'],
    [3, '3 times'],
  ])('counts %d as %s', (count, text) => expect(often(count)).toBe(text));
});

it('marks the value axis in short', () => {
  expect(axisText(100, someDefinition())).toBe('100');
  expect(axisText(0, someDefinition())).toBe('0');
});

describe('the table', () => {
  it('has the same figures, newest first, with the gaps in their places', () => {
    const drawing = drawn({ gaps, computedUntil: new Date(six + hour).toISOString(), computed: 'exact' });
    expect(columnsOf(drawing)).toEqual(['Overdue', 'Least', 'Greatest', 'Mean', 'Status', 'Source']);
    const rows = rowsOf(drawing, zone);
    expect(rows.map(({ cells, gap }) => gap ?? cells[0])).toEqual([
      '3',
      '11',
      'Apollo was down for 45 min, no data',
      '6',
      '4',
    ]);
    expect(rows[1]!.cells).toEqual(['11', '10', '12', '11', 'Critical', 'seen']);
    expect(rows.at(-1)!.cells.at(-1)).toBe('computed afterwards');
  });

  it('by change has no least and greatest', () => expect(columnsOf(drawn({ step: 0 }))).toEqual(['Overdue', 'Status']));
});
