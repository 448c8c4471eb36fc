import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { hubMessages } from '../../../shared/session/messages';
import { deskStore } from '../../../shared/store/desk';
import type { ScheduleEntry } from '../../../shared/wire/rows';
import { readShown, writeShown } from '../address/address';
import CalendarPage from './CalendarPage';
import { merge } from '../../../shared/schedule/entries';
import { readHours } from '../grid/hours';
import { dueItems, flagsOf, type Item } from '../../../shared/schedule/items';
import { passes } from '../address/filters';
import { layOut } from '../grid/lanes';
import { codeOf, badgesOf } from '../../../shared/schedule/badges';
import { at, item, visit, zone } from '../../../shared/schedule/some';
import { reasons, sentence } from '../../../shared/schedule/words';
import { daysBetween, monday, plusDays, startOf, wall, weekday, weekNumber } from '../../../shared/schedule/zone';
import { someDesk } from '../../../shared/testing/support';

describe('days', () => {
  it('begin at the zone’s midnight, on the days of the clock change too', () => {
    const day = { year: 2026, month: 10, day: 25 };
    expect(new Date(startOf(day, zone)).toISOString()).toBe('2026-10-24T22:00:00.000Z');
    expect((startOf(plusDays(day, 1), zone) - startOf(day, zone)) / 3_600_000).toBe(25);
    // Beirut skips midnight itself: the day begins at 01:00.
    expect(wall(startOf({ year: 2026, month: 3, day: 29 }, 'Asia/Beirut'), 'Asia/Beirut').day).toBe(29);
  });

  it('know their week', () => {
    expect(weekNumber({ year: 2026, month: 11, day: 24 })).toBe(48);
    expect(weekNumber({ year: 2027, month: 1, day: 1 })).toBe(53);
    expect(monday({ year: 2026, month: 11, day: 29 })).toEqual({ year: 2026, month: 11, day: 23 });
    expect(weekday({ year: 2026, month: 11, day: 23 })).toBe(0);
    expect(daysBetween({ year: 2026, month: 2, day: 28 }, { year: 2026, month: 3, day: 1 })).toBe(1);
  });
});

describe('the layout', () => {
  const shape = (items: Item[]): string[] =>
    layOut(items).placed.map(({ item: { id }, lane, lanes, fills }) => `${id} ${lane}/${lanes} fills ${fills}`);

  it('puts what overlaps side by side, and lets it fill the room at its right', () => {
    expect(
      shape([item('a', '24T08:00', '24T10:00'), item('b', '24T09:00', '24T10:00'), item('c', '24T10:00', '24T11:00')]),
    ).toEqual(['a 0/2 fills 1', 'b 1/2 fills 1', 'c 0/1 fills 1']);
    expect(
      shape([
        item('a', '24T08:00', '24T12:00'),
        item('b', '24T08:00', '24T09:00'),
        item('c', '24T08:30', '24T09:00'),
        item('d', '24T11:00', '24T12:00'),
      ]),
    ).toEqual(['a 0/3 fills 1', 'b 1/3 fills 1', 'c 2/3 fills 1', 'd 1/3 fills 2']);
  });

  it('shows two and a number where more than three are abreast', () => {
    const { placed, more } = layOut(['a', 'b', 'c', 'd', 'e'].map((id) => item(id, '24T08:00', '24T09:00')));
    expect(placed.map((one) => one.item.id)).toEqual(['a', 'b']);
    expect(more.map((one) => one.items.map((own) => own.id))).toEqual([['c', 'd', 'e']]);
  });
});

describe('flags', () => {
  it('come from conflicts, service levels and the clock', () => {
    const now = at('24T10:00');
    expect(flagsOf(item('a', '24T08:00', '24T09:00', { conflicts: ['b'], afterSla: true }), now)).toEqual([
      'conflict',
      'afterSla',
      'overdue',
    ]);
    expect(flagsOf(item('a', '24T08:00', '24T09:00', { state: 'done' }), now)).toEqual([]);
    expect(flagsOf(item('a', '24T09:30', '24T10:30', { state: 'underway' }), now)).toEqual([]);
    expect(flagsOf(dueItems([{ id: 'INC-1', dueAt: '2026-11-24T09:00:00Z' }])[0]!, now)).toEqual(['overdue']);
  });

  it('are told in words', () => {
    const late = item('a', '26T09:30', '26T11:00', {
      ticketId: 'INC-48133',
      afterSla: true,
      ticket: { id: 'INC-48133', title: 'x', state: 'open', priority: 2, dueAt: '2026-11-25T15:00:00Z', isOpen: true },
    });
    expect(reasons(late, at('24T10:00'), zone).map((reason) => reason.text)).toEqual([
      expect.stringMatching(/^Begins 18 h 30 min after the SLA of INC-48133, due .*16:00$/),
    ]);
    expect(sentence(late, at('24T10:00'), zone)).toMatch(
      /^Lyon, Visit a, Thursday 26 November, 10:30 to 12:00, A. Rossi, ticket INC-48133, planned, Begins/,
    );
  });

  it('and place, team and person filter', () => {
    const one = item('a', '24T08:00', '24T09:00');
    const none = { locations: [], team: null, person: null, flag: null };
    expect([
      passes(one, none, 0),
      passes(one, { ...none, locations: ['Paris'] }, 0),
      passes(one, { ...none, team: 'Network', person: 'A. Rossi' }, 0),
      passes(one, { ...none, flag: 'conflict' }, 0),
    ]).toEqual([true, false, true, false]);
  });
});

describe('badges', () => {
  beforeEach(() => localStorage.clear());

  it('stay with their location whatever comes or goes', () => {
    const kept = [
      { name: 'Lyon', place: 0, code: 'LYS' },
      { name: 'Paris', place: 11, code: 'PAR' },
    ];
    const badges = badgesOf(['Bordeaux', 'Paris', 'Paradise'], kept);
    expect([...badges.keys()]).toEqual(['Lyon', 'Paris', 'Bordeaux', 'Paradise']);
    expect([badges.get('Lyon'), badges.get('Paris')]).toEqual([
      { hue: 0, pattern: 0, code: 'LYS' },
      { hue: 1, pattern: 2, code: 'PAR' },
    ]);
    // What the server has not told of yet stands behind, by name.
    expect([badges.get('Bordeaux'), badges.get('Paradise')]).toEqual([
      { hue: 2, pattern: 3, code: 'BOR' },
      { hue: 3, pattern: 4, code: 'PAA' },
    ]);
  });

  it('differ for the first hundred, and so do their codes', () => {
    const badges = [
      ...badgesOf(
        Array.from({ length: 100 }, (_, i) => `Site ${i}`),
        [],
      ).values(),
    ];
    expect(new Set(badges.map((badge) => `${badge.hue} ${badge.pattern}`)).size).toBe(100);
    expect(codeOf('Lyonnais', new Set(['LYO']))).toBe('LYN');
  });
});

it('reads service hours and shades the rest', () => {
  const hours = readHours('Monday 08:00–12:00, 13:00–18:00; Tuesday 08:00–18:30');
  expect([hours.first, hours.last]).toEqual([8, 18.5]);
  expect(hours.closed({ year: 2026, month: 11, day: 23 })).toEqual([
    [0, 480],
    [720, 780],
    [1080, 1440],
  ]);
  expect(hours.closed({ year: 2026, month: 11, day: 29 })).toEqual([[0, 1440]]);
  expect(readHours('24 × 7').closed({ year: 2026, month: 11, day: 29 })).toEqual([]);
});

it('keeps all it shows in the address', () => {
  const shown = {
    view: 'month',
    mode: 'due',
    day: { year: 2026, month: 11, day: 3 },
    locations: ['Lyon', 'Paris'],
    team: 'Network',
    person: 'A. Rossi',
    flag: 'overdue',
    open: 'INT-1',
  } as const;
  expect(readShown(writeShown(shown))).toEqual(shown);
});

it('merges what the hub says', () => {
  const held = merge(new Map(), {
    full: true,
    changed: [visit('a', '24T08:00', '24T09:00'), visit('b', '24T08:00', '24T09:00')],
    removed: [],
  });
  const next = merge(held, { full: false, changed: [visit('a', '25T08:00', '25T09:00')], removed: ['b'] });
  expect([...next.values()].map((entry) => [entry.id, entry.startsAt])).toEqual([['a', '2026-11-25T08:00:00Z']]);
});

describe('the page', () => {
  beforeEach(() => {
    localStorage.clear();
    history.replaceState(null, '', '/calendar?day=2026-11-24');
    deskStore.open(someDesk({ timeZone: zone }));
  });

  const say = (changed: ScheduleEntry[], full = true): void =>
    act(() => hubMessages.calendar({ desk: 'demo', full, at: '', changed, removed: [] }));

  it('shows a location as somebody else makes it look, and keeps that for the next page', () => {
    const badges = (code: string): void =>
      act(() => hubMessages.looks({ desk: 'demo', looks: [{ name: 'Lyon', place: 4, code }] }));
    const { unmount } = render(<CalendarPage />);
    say([visit('a', '24T08:00', '24T09:00')]);
    badges('LYO');
    expect(screen.getByRole('button', { name: 'Change the code LYO of Lyon' })).toBeTruthy();
    badges('LYS');
    expect(screen.getByRole('button', { name: 'Change the code LYS of Lyon' })).toBeTruthy();
    unmount();
    render(<CalendarPage />);
    say([visit('a', '24T08:00', '24T09:00')]);
    expect(screen.getByRole('button', { name: 'Change the code LYS of Lyon' })).toBeTruthy();
  });

  it('shows visits where they are, and where they have moved to', () => {
    render(<CalendarPage />);
    say([visit('a', '24T08:00', '24T09:00')]);
    expect(within(screen.getByRole('group', { name: /Tue 24/ })).getByRole('button', { name: /Visit a/ })).toBeTruthy();
    say([visit('a', '26T08:00', '26T09:00')], false);
    expect(within(screen.getByRole('group', { name: /Thu 26/ })).getByRole('button', { name: /Visit a/ })).toBeTruthy();
  });

  it('filters by location, and tells how many are hidden', async () => {
    const user = userEvent.setup();
    render(<CalendarPage />);
    say([visit('a', '24T08:00', '24T09:00'), visit('b', '25T08:00', '25T09:00', { location: 'Paris' })]);
    await user.click(screen.getByRole('button', { name: /PAR Paris/ }));
    expect(screen.queryByRole('button', { name: /Visit a/ })).toBeNull();
    expect(screen.getByText(/1 hidden by filters/)).toBeTruthy();
    expect(location.search).toContain('location=Paris');
  });

  it.each(['week', 'month', 'agenda'])('has no accessibility violation that axe knows of, as %s', async (view) => {
    history.replaceState(null, '', `/calendar?day=2026-11-24&view=${view}`);
    const { container } = render(
      <main>
        <CalendarPage />
      </main>,
    );
    say([
      visit('a', '24T08:00', '24T09:00', { conflicts: ['b'] }),
      visit('b', '24T08:30', '24T09:00', { state: 'cancelled' }),
    ]);
    const { violations } = await axe.run(container, {
      rules: {
        'color-contrast': { enabled: false },
        'target-size': { enabled: false },
        'page-has-heading-one': { enabled: false },
      },
    });
    expect(violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);
  });
});
