import { describe, expect, it } from 'vitest';
import { boardColumns, dayColumns, dayWidth, spread } from './columns';
import { fit, lineHeight, type Shape } from '../entry/fit';
import { soften } from '../entry/hyphens';
import type { Flag } from '../../../shared/schedule/items';
import { piecesOf, shownHours, type Piece } from '../entry/pieces';
import { item, zone } from '../../../shared/schedule/some';
import { lanesOf } from './Strip';
import { startOf, plusDays, type Day } from '../../../shared/schedule/zone';

const tuesday = { year: 2026, month: 11, day: 24 };
const pieces = (items: ReturnType<typeof item>[], day: Day = tuesday): Piece[] =>
  piecesOf(items, startOf(day, zone), startOf(plusDays(day, 1), zone), zone, 30);
const span = ({ start, end, before, after }: Piece): string =>
  `${before ? '…' : ''}${start / 60}–${end / 60}${after ? '…' : ''}`;

describe('a day’s pieces', () => {
  it('stand at the wall clock, and none is too short to read', () => {
    expect(
      pieces([
        item('a', '24T08:00', '24T09:30'),
        item('b', '24T08:00', '24T08:05'),
        item('c', '24T22:55', '24T22:59'),
      ]).map(span),
    ).toEqual(['9–10.5', '9–9.5', '23.5–24']);
  });

  it('of a visit over midnight lie in both days, up to midnight and from it on', () => {
    const night = item('a', '24T21:00', '25T01:00');
    expect(pieces([night]).map(span)).toEqual(['22–24…']);
    expect(pieces([night], plusDays(tuesday, 1)).map(span)).toEqual(['…0–2']);
    // What ends at midnight is over then.
    expect(pieces([item('a', '24T21:00', '24T23:00')]).map(span)).toEqual(['22–24']);
  });

  it('are as long as the visit takes where the clock is set back within it', () => {
    const fold = item('a', '01T00:00', '01T00:00', {
      startsAt: '2026-10-25T00:30:00Z',
      endsAt: '2026-10-25T01:15:00Z',
    });
    expect(pieces([fold], { year: 2026, month: 10, day: 25 }).map(span)).toEqual(['2.5–3.25']);
  });

  it('widen the hours that are shown to what lies outside service', () => {
    const hours = { first: 8, last: 18 };
    expect(shownHours([], hours)).toEqual([7, 19]);
    expect(shownHours(pieces([item('a', '24T04:30', '24T05:00'), item('b', '24T19:00', '24T20:30')]), hours)).toEqual([
      5, 22,
    ]);
    expect(shownHours(pieces([item('a', '23T22:00', '24T01:00')]), hours)).toEqual([0, 19]);
    expect(shownHours([], { first: 0, last: 24 })).toEqual([0, 24]);
  });
});

describe('columns', () => {
  it('share the width: an empty weekend is narrow, a visit on it makes it half as wide', () => {
    const days = Array.from({ length: 7 }, (_, i) => plusDays({ year: 2026, month: 11, day: 23 }, i));
    const widths = (items: ReturnType<typeof item>[]): number[] => spread(dayColumns(days, items, zone, 30), 70);
    expect(widths([])).toEqual([12.3, 12.3, 12.3, 12.3, 12.3, 4.25, 4.25]);
    const [monday, , , , , saturday, sunday] = widths([item('a', '28T08:00', '28T09:00')]);
    expect([saturday! > 4.25 && saturday! < monday!, sunday]).toEqual([true, 4.25]);
    expect(dayWidth(plusDays(tuesday, 4), 3, 7)).toEqual(dayWidth(tuesday, 0, 7));
  });

  it('keep their least width where there is not enough', () => {
    expect(
      spread(
        [
          { min: 10, grow: 1 },
          { min: 4, grow: 1 },
          { min: 3, grow: 0 },
        ],
        20,
      ),
    ).toEqual([10, 7, 3]);
    expect(
      spread(
        [
          { min: 10, grow: 1 },
          { min: 10, grow: 1 },
        ],
        12,
      ),
    ).toEqual([10, 10]);
  });

  it('of the dispatch board are technicians by name, what nobody goes to last; overlaps stand side by side', () => {
    const columns = boardColumns(
      tuesday,
      [
        item('a', '24T08:00', '24T10:00', { technician: 'P. Weber' }),
        item('b', '24T09:00', '24T11:00', { technician: 'P. Weber' }),
        item('c', '24T08:00', '24T09:00', { technician: null }),
        item('d', '24T08:00', '24T09:00'),
        item('e', '25T08:00', '25T09:00', { technician: 'Z. Late' }),
      ],
      zone,
      30,
    );
    expect(columns.map((column) => [column.name, column.pieces.map((piece) => piece.id), column.min])).toEqual([
      ['A. Rossi', ['d'], 8.75],
      ['P. Weber', ['a', 'b'], 12],
      ['No technician', ['c'], 8.75],
    ]);
  });

  it('bear what takes a day and longer above the hours, over all its days', () => {
    const days = [tuesday, plusDays(tuesday, 1), plusDays(tuesday, 2)];
    const columns = dayColumns(
      days,
      [item('a', '23T08:00', '25T09:00'), item('b', '25T12:00', '27T09:00'), item('c', '26T08:00', '26T09:00')],
      zone,
      30,
    );
    expect(columns.map((column) => column.pieces.map((piece) => piece.id))).toEqual([[], [], ['c']]);
    expect(lanesOf(columns).bars.map(({ item: { id }, from, to, lane }) => [id, from, to, lane])).toEqual([
      ['a', 0, 2, 0],
      ['b', 1, 3, 1],
    ]);
  });

  it('stay at a bearable width with fifteen visits at a time', () => {
    const many = Array.from({ length: 15 }, (_, i) => item(`v${i}`, '24T08:00', '24T09:00'));
    expect(boardColumns(tuesday, many, zone, 30)[0]!.min).toBe(48);
    const days = [tuesday, plusDays(tuesday, 1)];
    expect(dayColumns(days, many, zone, 30)[0]!.min).toBe(12);
    expect(dayColumns(days, many, zone, 30, 18)[0]!.min).toBe(8.25);
  });
});

describe('what an entry has room for', () => {
  const shape = (more: Partial<Shape>): Shape => ({
    width: 12,
    height: 4,
    flags: [],
    narrow: false,
    overnight: false,
    ...more,
  });

  it('is whole lines: what is shown never exceeds the height', () => {
    for (let height = 1.5; height < 12; height += 0.07)
      for (const flags of [[], ['overdue'], ['conflict'], ['conflict', 'afterSla', 'overdue']] as Flag[][]) {
        const room = fit(shape({ height, flags }));
        expect(room.lines * lineHeight + (flags.includes('conflict') ? 0.5 : 0.375)).toBeLessThanOrEqual(
          Math.max(height, 1.4375),
        );
        expect(
          room.inline ||
            1 + (room.flags === 'words' ? flags.length : room.flags === 'row' ? 1 : 0) + room.title <=
              Math.max(2, room.lines),
        ).toBe(true);
      }
  });

  it('tells the time in full, then its start, then none', () => {
    expect([12, 8, 3.8].map((width) => fit(shape({ width, narrow: width < 12 })).time)).toEqual([
      'range',
      'start',
      null,
    ]);
    expect(fit(shape({ width: 9, overnight: true })).time).toBe('start');
  });

  it('tells flags in words where a line is left for each and one for the title, else by sign', () => {
    const flags: Flag[] = ['conflict', 'overdue'];
    expect([4.5, 3.5].map((height) => fit(shape({ height, flags })).flags)).toEqual(['words', 'signs']);
    // In half a column the title needs two lines.
    expect([5.3, 4.5].map((height) => fit(shape({ width: 6, height, flags, narrow: true })).flags)).toEqual([
      'words',
      'signs',
    ]);
    expect(fit(shape({ width: 4, height: 5, flags, narrow: true }))).toMatchObject({
      flags: 'row',
      signs: 2,
      tight: true,
    });
    // No room for a row: the border tells the conflict, the sign what is worse.
    expect(fit(shape({ width: 4, height: 2.5, flags, narrow: true }))).toMatchObject({ flags: 'signs', signs: 1 });
  });

  it('is one line for the shortest', () => {
    expect(fit(shape({ height: 1.5 }))).toMatchObject({ lines: 1, inline: true, time: 'range', title: 1 });
    expect(fit(shape({ width: 4, height: 1.5, flags: ['overdue'], narrow: true }))).toMatchObject({
      inline: true,
      time: null,
      signs: 1,
      title: 0,
    });
  });
});

it('breaks long words where they sound, and leaves short ones whole', () => {
  expect(soften('Replacement of docking stations, router upgrade, workplace 4.12').replace(/\u00ad/g, '-')).toBe(
    'Re-place-ment of dock-ing sta-tions, router up-grade, work-place 4.12',
  );
  expect(soften('تبديل الطابعة')).toBe('تبديل الطابعة');
});
