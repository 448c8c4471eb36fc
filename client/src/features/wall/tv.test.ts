import { describe, expect, it } from 'vitest';
import type { ScheduleEntry } from '../../shared/wire/rows';
import { valueSize } from './fit';
import { isNight, nightOf } from './night';
import { shift, stay } from './pages';
import { visitsOf, visitsOnPage, visitWords } from './visits';

const at = (hour: number): number => Date.UTC(2026, 10, 24, hour, 30);

describe('the night of a display', () => {
  it.each([
    ['', [20, 6]],
    ['?night=off', null],
    ['?night=22-5', [22, 5]],
    ['?night=1-5', [1, 5]],
    ['?night=25-5', [20, 6]],
    ['?night=often', [20, 6]],
  ])('of "%s" is %j', (search, night) => {
    expect(nightOf(search)).toEqual(night);
  });

  it('runs over midnight, in the desk’s zone', () => {
    expect([19, 20, 23, 0, 5, 6].map((hour) => isNight(at(hour), 'UTC', [20, 6]))).toEqual([
      false,
      true,
      true,
      true,
      true,
      false,
    ]);
    expect(isNight(at(19), 'Europe/Brussels', [20, 6])).toBe(true);
    expect(isNight(at(3), 'UTC', [1, 5])).toBe(true);
    expect(isNight(at(3), 'UTC', null)).toBe(false);
  });
});

describe('a page of the rotation', () => {
  it('stays longer with a critical card', () => expect([stay(false), stay(true)]).toEqual([20, 30]));

  it('moves the page over eight places within eight pixels, one a minute', () => {
    const places = new Set(Array.from({ length: 16 }, (_, minute) => shift(minute * 60_000)));
    expect(places.size).toBe(8);
    for (const place of places)
      for (const pixels of place.match(/-?\d+/g)!) expect(Math.abs(Number(pixels))).toBeLessThanOrEqual(8);
  });
});

describe('the size of a value', () => {
  const number = (text: string): { text: string; unit: boolean } => ({ text, unit: false });
  it('is the largest that fits its line', () => {
    expect(valueSize([number('11')], 370)).toBe(144);
    expect(valueSize([number('12480')], 370)).toBe(112);
    expect(valueSize([number('22'), { text: 'h', unit: true }, number('10'), { text: 'min', unit: true }], 280)).toBe(
      60,
    );
  });
});

describe('the interventions of the day', () => {
  const day = Date.UTC(2026, 10, 24),
    hours = (n: number): number => day + n * 3_600_000;
  const visit = (id: string, from: number, to: number, state: ScheduleEntry['state'] = 'planned'): ScheduleEntry => ({
    id,
    ticketId: null,
    title: id,
    state,
    location: 'Lyon',
    address: null,
    contact: null,
    team: 'Field',
    technician: 'Bo',
    startsAt: new Date(hours(from)).toISOString(),
    endsAt: new Date(hours(to)).toISOString(),
    doneAt: null,
    url: null,
    updatedAt: '2026-11-20T00:00:00Z',
    ticket: null,
    conflicts: [],
    afterSla: false,
  });
  const shownOf = (...entries: ScheduleEntry[]): string[] =>
    visitsOf(entries, day, hours(24)).visits.map((item) => item.id);

  it('are those that touch the day, in the order they begin', () => {
    expect(
      shownOf(
        visit('later', 14, 15),
        visit('first', 8, 9),
        visit('over midnight', -1, 1),
        visit('tomorrow', 24, 25),
        visit('yesterday', -3, 0),
      ),
    ).toEqual(['over midnight', 'first', 'later']);
  });

  it('leave out cancelled ones first, then done ones, then the latest, and say how many', () => {
    const many = Array.from({ length: 20 }, (_, i) =>
      visit(`v${i}`, i / 2, i / 2 + 1, i === 0 ? 'cancelled' : i < 5 ? 'done' : 'planned'),
    );
    const { visits, more } = visitsOf(many, day, hours(24));
    expect([visits.length, more]).toEqual([visitsOnPage - 1, 5]);
    expect(visits.map((item) => item.id)).toEqual(many.slice(5).map((entry) => entry.id));
    expect(visitsOf(many.slice(0, visitsOnPage), day, hours(24))).toMatchObject({
      more: 0,
      visits: { length: visitsOnPage },
    });
  });

  it('say what needs attention, else their state', () => {
    const [item] = visitsOf([visit('a', 8, 9)], day, hours(24)).visits;
    expect(visitWords(item!, hours(8.5))).toEqual(['planned']);
    expect(visitWords(item!, hours(9))).toEqual(['overdue']);
    expect(visitWords({ ...item!, state: 'done' }, hours(10))).toEqual(['done']);
    expect(visitWords({ ...item!, conflict: true, afterSla: true }, hours(8))).toEqual(['conflict', 'afterSla']);
  });
});
