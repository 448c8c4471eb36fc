import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { prefer } from '../../../shared/preferences/preferences';
import { hubMessages } from '../../../shared/session/messages';
import { deskStore } from '../../../shared/store/desk';
import type { ScheduleEntry } from '../../../shared/wire/rows';
import CalendarPage from './CalendarPage';
import { visit, zone } from '../../../shared/schedule/some';
import { someDesk } from '../../../shared/testing/support';

const say = (changed: ScheduleEntry[], removed: string[] = [], full = true): void =>
  act(() => hubMessages.calendar({ desk: 'demo', full, at: '', changed, removed }));

/** The page at an address; what it asks for by HTTP is answered in turn, the last answer again and again. */
function open(search: string, ...answers: (() => Promise<unknown>)[]): string[] {
  const asked: string[] = [];
  vi.stubGlobal(
    'fetch',
    vi.fn(async (path: string) => {
      asked.push(path);
      const body = await (answers.length > 1 ? answers.shift()! : (answers[0] ?? (() => new Promise(() => {}))))();
      return new Response(JSON.stringify(body), { status: 200 });
    }),
  );
  history.replaceState(null, '', `/calendar${search}`);
  render(
    <main>
      <CalendarPage />
    </main>,
  );
  return asked;
}

beforeEach(() => {
  localStorage.clear();
  deskStore.open(someDesk({ timeZone: zone }));
});
afterEach(() => {
  vi.unstubAllGlobals();
  prefer({ shortcuts: true });
});

describe('the day', () => {
  it('is a dispatch board: a column for each technician, conflicts side by side and in words', () => {
    open('?view=day&day=2026-11-24');
    say([
      visit('a', '24T08:00', '24T11:00', { conflicts: ['b'], technician: 'P. Weber' }),
      visit('b', '24T09:00', '24T11:00', { conflicts: ['a'], technician: 'P. Weber' }),
      visit('c', '24T08:00', '24T09:00', { technician: null }),
    ]);
    const weber = screen.getByRole('group', { name: 'P. Weber' });
    expect(within(weber).getAllByText('Conflict')).toHaveLength(2);
    expect(
      within(weber)
        .getAllByRole('button')
        .map((entry) => entry.style.width),
    ).toEqual(['calc(50% - 0.25rem)', 'calc(50% - 0.25rem)']);
    expect(
      within(screen.getByRole('group', { name: 'No technician' })).getByRole('button', { name: /Visit c/ }),
    ).toBeTruthy();
  });
});

describe('the month', () => {
  it('tells how many more there are and what of them needs attention; that opens the day', async () => {
    open('?view=month&day=2026-11-24');
    say([
      ...Array.from({ length: 6 }, (_, i) => visit(`v${i}`, `24T0${i}:00`, `24T0${i}:30`, { state: 'done' })),
      visit('late', '24T20:00', '24T21:00', { conflicts: ['x'] }),
    ]);
    const day = screen.getByRole('region', { name: 'Tuesday 24 November' });
    expect(within(day).getAllByRole('button', { name: /Visit/ })[0]!.dataset['item']).toBe('late');
    await userEvent.click(within(day).getByRole('button', { name: '+4 more' }));
    expect(location.search).toContain('view=day');
  });

  it('says flags of what it hides', () => {
    open('?view=month&day=2026-11-24');
    say(
      Array.from({ length: 7 }, (_, i) =>
        visit(`v${i}`, `24T0${i}:00`, `24T0${i}:30`, { state: 'done', conflicts: ['x'] }),
      ),
    );
    expect(screen.getByRole('button', { name: '+4 more, of them 4 with a conflict' })).toBeTruthy();
  });
});

describe('older days', () => {
  const old = visit('old', '03T08:00', '03T09:00', {
    startsAt: '2025-03-04T08:00:00Z',
    endsAt: '2025-03-04T09:00:00Z',
    state: 'done',
  });

  it('say that they are being read, and then show it, true to what the hub says', async () => {
    let answer = (_: unknown): void => {};
    const asked = open(
      '?view=week&day=2025-03-04',
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    say([]);
    expect(asked).toEqual([
      expect.stringContaining('/interventions?from=2025-03-02T23:00:00.000Z&to=2025-03-09T23:00:00.000Z'),
    ]);
    expect(screen.getAllByText('reading older visits')).toHaveLength(2);
    expect(screen.queryByText(/Nothing is planned/)).toBeNull();
    await act(async () => answer({ interventions: [old] }));
    expect(screen.getByRole('button', { name: /Visit old/ })).toBeTruthy();
    say([{ ...old, title: 'Renamed' }], [], false);
    expect(screen.getByRole('button', { name: /Renamed/ })).toBeTruthy();
    say([], ['old'], false);
    expect(screen.queryByRole('button', { name: /Renamed/ })).toBeNull();
    expect(screen.getByText('Nothing is planned in this week.')).toBeTruthy();
  });

  it('say that they could not be read, and are read again', async () => {
    open(
      '?view=week&day=2025-03-04',
      () => Promise.reject(new Error('away')),
      () => Promise.resolve({ interventions: [old] }),
    );
    say([]);
    expect((await screen.findByRole('alert')).textContent).toContain('Older visits cannot be read now.');
    expect(screen.queryByText(/Nothing is planned/)).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('button', { name: /Visit old/ })).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('due dates', () => {
  const ticket = (id: string, dueAt: string, priority: number) => ({
    id,
    title: `Ticket ${id}`,
    dueAt,
    priority,
    location: 'Lyon',
    team: 'Network',
    assignee: 'L. Dubois',
  });

  it('stand by day in due order, past ones marked by a word', async () => {
    open('?view=week&mode=due&day=2025-03-04', () =>
      Promise.resolve({
        total: 2,
        rows: [ticket('INC-2', '2025-03-04T09:00:00Z', 1), ticket('INC-1', '2025-03-04T08:00:00Z', 3)],
      }),
    );
    const day = screen.getByRole('list', { name: 'Tue 4' });
    await within(day).findAllByRole('button');
    expect(
      within(day)
        .getAllByRole('button')
        .map((entry) => entry.dataset['item']),
    ).toEqual(['INC-1', 'INC-2']);
    expect(within(day).getAllByText('overdue')).toHaveLength(2);
    expect(within(day).getByText('P1')).toBeTruthy();
  });
});

it('copies the address of one location’s feed, and says so', async () => {
  const user = userEvent.setup();
  open('?day=2026-11-24');
  say([visit('a', '24T08:00', '24T09:00'), visit('b', '24T08:00', '24T09:00', { location: 'Paris & Co' })]);
  await user.click(screen.getByRole('button', { name: 'Subscribe' }));
  await user.click(screen.getByRole('radio', { name: 'Location' }));
  await user.selectOptions(screen.getByRole('combobox', { name: 'Which location' }), 'Paris & Co');
  const address = `${location.origin}/api/desks/demo/interventions.ics?location=Paris%20%26%20Co`;
  expect(screen.getByRole('link', { name: 'Open in calendar app' }).getAttribute('href')).toBe(
    address.replace('http:', 'webcal:'),
  );
  await user.click(screen.getByRole('button', { name: 'Copy address' }));
  expect(await navigator.clipboard.readText()).toBe(address);
  expect(within(screen.getByRole('dialog')).getByRole('status').textContent).toBe('Copied the address of Paris & Co.');
});

describe('keys', () => {
  it('step and come back; a single key only where it is liked', async () => {
    const user = userEvent.setup();
    open('?day=2026-11-24');
    say([visit('a', '24T08:00', '24T09:00')]);
    await user.keyboard('{PageDown}');
    expect(location.search).toContain('day=2026-12-01');
    prefer({ shortcuts: false });
    await user.keyboard('t');
    expect(location.search).toContain('day=2026-12-01');
    prefer({ shortcuts: true });
    await user.keyboard('t');
    expect(location.search).toBe('');
  });

  it('lead from entry to entry, which are one tab stop', async () => {
    const user = userEvent.setup();
    open('?day=2026-11-24');
    say([visit('a', '24T08:00', '24T09:00'), visit('b', '24T10:00', '24T11:00'), visit('c', '26T08:00', '26T09:00')]);
    const entry = (id: string): HTMLElement => document.querySelector<HTMLElement>(`[data-item="${id}"]`)!;
    expect(['a', 'b', 'c'].map((id) => entry(id).tabIndex)).toEqual([0, -1, -1]);
    entry('a').focus();
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect([document.activeElement === entry('c'), entry('c').tabIndex, entry('a').tabIndex]).toEqual([true, 0, -1]);
    say([], ['c'], false);
    expect(document.activeElement).toBe(entry('a'));
  });
});

it.each(['?view=day&day=2026-11-24', '?view=week&mode=due&day=2026-11-24'])(
  'has no accessibility violation that axe knows of, at %s',
  async (search) => {
    open(search, () =>
      Promise.resolve({
        total: 1,
        rows: [
          {
            id: 'INC-1',
            title: 'x',
            dueAt: '2026-11-24T09:00:00Z',
            priority: 1,
            location: null,
            team: null,
            assignee: null,
          },
        ],
      }),
    );
    say([
      visit('a', '24T08:00', '24T09:00', { conflicts: ['b'] }),
      visit('b', '24T08:30', '24T09:00', { state: 'cancelled', technician: null }),
      visit('c', '23T08:30', '26T09:00'),
    ]);
    await screen.findAllByRole('button', { expanded: false });
    const { violations } = await axe.run(document.body, {
      rules: {
        'color-contrast': { enabled: false },
        'target-size': { enabled: false },
        'page-has-heading-one': { enabled: false },
      },
    });
    expect(violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);
  },
);
