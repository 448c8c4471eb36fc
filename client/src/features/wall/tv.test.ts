// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import type { ScheduleEntry } from '../../shared/wire/rows';
import { valueSize } from './fit';
import { isNight, nightOf } from './night';
import { HeapWatch } from './display/heap';
import { wallOf } from './display/display';
import type { DisplayPage } from '../../shared/wire/wire';
import { gridOf, mostCards, pageScale, scaleOf } from './layout';
import { someDefinition } from '../../shared/testing/support';
import { askedPages, shift, stay, turned } from './pages';
import { entryOf, visitsOf, visitsOnPage, visitWords } from './visits';

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

describe('the grid of a page', () => {
  const laidOut = (count: number, distance: number, diagonal: number): string => {
    const smallest = scaleOf(distance, diagonal),
      scale = pageScale(count, smallest),
      { columns, rows } = gridOf(count, mostCards(scale));
    return `${columns} × ${rows} at ${scale.toFixed(2)}`;
  };

  it('is the poster’s own at six metres and 55 inches', () =>
    expect([3, 8, 9, 10].map((count) => laidOut(count, 6, 55))).toEqual([
      '4 × 2 at 1.00',
      '4 × 2 at 1.00',
      '5 × 2 at 1.00',
      '5 × 2 at 1.00',
    ]));

  it('holds more cards near a large screen, and keeps a few large', () => {
    expect(laidOut(8, 3, 75)).toBe('4 × 2 at 1.00');
    const [columns, rows] = laidOut(30, 3, 75)
      .split(/ × | at /)
      .map(Number);
    expect(columns! * rows!).toBeGreaterThanOrEqual(30);
  });

  it('has fewer and larger cards far from a small screen', () => {
    const most = mostCards(scaleOf(9, 55));
    expect(most.columns * most.rows).toBeLessThan(8);
    expect(most.rows).toBe(1);
  });
});

describe('the pages of a display', () => {
  const catalogue = { a: someDefinition({ id: 'a' }), b: someDefinition({ id: 'b' }) };
  const known = { catalogue, order: ['a', 'b'], anyVisit: false };
  const page = (more: Partial<DisplayPage>): DisplayPage => ({
    desk: 'north',
    title: null,
    cards: null,
    board: null,
    table: null,
    show: null,
    ...more,
  });

  it('are those an admin set up, without what the catalogue no longer has', () => {
    const asked = [
      page({ title: 'Two', cards: ['b', 'gone', 'a'] }),
      page({ title: 'Teams', table: 'team' }),
      page({ show: 'interventions' }),
      page({ desk: 'south' }),
    ];
    const pages = askedPages(asked, { north: known });
    expect(pages.map(({ name, show, ids, table }) => [name, show, ids.join(' '), table])).toEqual([
      ['Two', 'cards', 'b a', null],
      ['Teams', 'table', '', 'team'],
      ['Interventions today', 'visits', '', null],
    ]);
  });

  it('of two desks turn in order, and only those of the held desk while Apollo is away', () => {
    const pages = askedPages([page({}), page({ desk: 'south' }), page({ title: 'T', table: 'team' })], {
      north: known,
      south: known,
    });
    expect(pages.map(({ desk }) => desk)).toEqual(['north', 'south', 'north']);
    expect([turned(pages, 0, 1, null), turned(pages, 2, 1, null), turned(pages, 0, -1, null)]).toEqual([1, 0, 2]);
    expect([turned(pages, 0, 1, 'north'), turned(pages, 1, 1, 'south')]).toEqual([2, 1]);
  });
});

describe('what hangs on the wall', () => {
  const waiting = { state: 'waiting', code: null, expiresAt: null, url: null, display: null } as const;
  it('is a code only where nobody vouches for it', () => {
    expect(wallOf(waiting, { person: null, signIn: {} }, false).kind).toBe('code');
    expect(wallOf(waiting, { person: null, signIn: null }, false).kind).toBe('visitor');
    expect(wallOf(waiting, { person: { id: '1' }, signIn: {} }, false).kind).toBe('visitor');
    expect(wallOf(waiting, { person: { id: '1' }, signIn: {} }, true).kind).toBe('code');
  });
});

describe('the heap of a page', () => {
  it('has doubled once the least of a minute is twice the least after ten minutes', () => {
    const heap = new HeapWatch();
    const feed = (bytes: number, times: number): boolean[] => Array.from({ length: times }, () => heap.read(bytes));
    expect(feed(100, 120)).not.toContain(true);
    expect(feed(190, 60)).not.toContain(true);
    // A peak that is collected is none.
    expect([...feed(300, 11), heap.read(150)]).not.toContain(true);
    expect(feed(201, 13).at(-1)).toBe(true);
  });
});

it('shows an intervention that is told without people as one with them', () => {
  const told = {
    id: 'V-1',
    state: 'planned',
    location: 'Lyon',
    team: 'Field',
    startsAt: '2026-11-24T08:00:00Z',
    endsAt: '2026-11-24T09:00:00Z',
    doneAt: null,
  } as const;
  const day = Date.UTC(2026, 10, 24);
  const [item] = visitsOf([entryOf(told)], day, day + 86_400_000).visits;
  expect([item?.id, item?.location, item?.person, visitWords(item!, day)]).toEqual(['V-1', 'Lyon', null, ['planned']]);
});
