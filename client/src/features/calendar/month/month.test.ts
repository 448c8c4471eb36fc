import { describe, expect, it } from 'vitest';
import { countFlags } from '../../../shared/schedule/items';
import { ofDay, pick, slotsOf } from './month';
import { countText, emptyText, unknownText } from '../page/notes';
import { range, shortTitle, stepped, title } from '../address/range';
import { at, item, zone } from '../../../shared/schedule/some';
import { flagCounts, timeText } from '../../../shared/schedule/words';
import { dayText, plusDays } from '../../../shared/schedule/zone';

const tuesday = { year: 2026, month: 11, day: 24 };

describe('a month', () => {
  it('shows as many entries of a day as its height has room for', () => {
    expect([slotsOf(46.6, 6), slotsOf(46.6, 5), slotsOf(20, 5)]).toEqual([4, 5, 3]);
  });

  it('puts what needs attention first, and hides cancelled visits before others', () => {
    const now = at('24T12:00');
    const own = [
      item('late', '24T08:00', '24T09:00'),
      item('cancelled', '24T13:00', '24T14:00', { state: 'cancelled' }),
      item('a', '24T14:00', '24T15:00'),
      item('b', '24T15:00', '24T16:00'),
      item('both', '24T16:00', '24T17:00', { conflicts: ['x'] }),
    ];
    const { shown, hidden } = pick(own, 3, now);
    expect([shown.map((one) => one.id), hidden.map((one) => one.id)]).toEqual([
      ['late', 'both', 'a'],
      ['b', 'cancelled'],
    ]);
    expect(pick(own, 1, now).shown.map((one) => one.id)).toEqual(['late']);
    expect(flagCounts(countFlags(pick(own, 1, now).hidden, now))).toBe('1 with a conflict');
    expect(pick(own, 9, now).hidden).toEqual([]);
  });

  it('shows a visit on the day it begins, and one of several days on each of them', () => {
    const night = item('night', '24T21:00', '25T01:00'),
      long = item('long', '24T08:00', '26T09:00');
    expect([0, 1, 2, 3].map((i) => ofDay([night, long], plusDays(tuesday, i), zone).map((one) => one.id))).toEqual([
      ['night', 'long'],
      ['long'],
      ['long'],
      [],
    ]);
  });
});

describe('the range', () => {
  it('of a month is as many weeks as it touches', () => {
    expect(
      [2, 11]
        .map((month) => range('month', { year: month === 2 ? 2027 : 2026, month, day: 15 }))
        .map(({ first, days }) => [dayText(first), days]),
    ).toEqual([
      ['2027-02-01', 28],
      ['2026-10-26', 42],
    ]);
  });

  it('steps by itself', () => {
    expect(
      (['month', 'week', 'day', 'agenda'] as const).map((view) => [
        dayText(stepped(view, tuesday, -1)),
        dayText(stepped(view, tuesday, 1)),
      ]),
    ).toEqual([
      ['2026-10-01', '2026-12-01'],
      ['2026-11-17', '2026-12-01'],
      ['2026-11-23', '2026-11-25'],
      ['2026-11-10', '2026-12-08'],
    ]);
    expect(dayText(stepped('month', { year: 2026, month: 1, day: 31 }, 1))).toBe('2026-02-01');
  });

  it('has a name, and a short one', () => {
    const newYear = { year: 2026, month: 12, day: 30 };
    expect([title('week', tuesday), title('week', newYear)]).toEqual([
      '23 to 29 November 2026',
      '28 December 2026 to 3 January 2027',
    ]);
    expect([
      shortTitle('week', tuesday, tuesday),
      shortTitle('agenda', tuesday, tuesday),
      shortTitle('week', newYear, tuesday),
    ]).toEqual(['23 to 29 Nov', '24 Nov to 7 Dec', '28 Dec to 3 Jan 2027']);
  });
});

describe('the notes', () => {
  const feed = { items: [], fresh: new Map(), reading: null, problem: null };

  it('count what is seen, and what is not', () => {
    const all = [
      item('a', '24T08:00', '24T09:00'),
      item('b', '24T08:00', '24T09:00', { state: 'cancelled' }),
      item('c', '24T08:00', '24T09:00'),
    ];
    expect(countText('week', 'interventions', { year: 2026, month: 11, day: 23 }, all, all.slice(0, 2))).toBe(
      'week 48, 2 interventions, 1 cancelled, 1 hidden by filters',
    );
  });

  it('never call a range empty that is not known', () => {
    expect([
      unknownText({ ...feed, reading: 'older' }),
      unknownText({ ...feed, problem: { text: 'x', retry: () => {} } }),
      unknownText(feed),
    ]).toEqual(['reading older visits', 'older visits not read', null]);
    expect([
      emptyText('week', 'interventions', 0),
      emptyText('day', 'due', 0),
      emptyText('week', 'interventions', 3),
    ]).toEqual([
      'Nothing is planned in this week.',
      'No open ticket is due this day.',
      'All 3 interventions of this week are hidden by filters.',
    ]);
  });

  it('name the day a visit ends where that is another', () => {
    expect([
      timeText(item('a', '24T21:00', '25T01:00'), zone),
      timeText(item('b', '24T21:00', '24T23:00'), zone),
    ]).toEqual(['22:00 to Wed 25 02:00', '22:00 to 00:00']);
  });
});
