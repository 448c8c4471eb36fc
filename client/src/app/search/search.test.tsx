import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { deskStore, useDesk } from '../../shared/store/desk';
import { historyOf } from '../../shared/kpi/historyOf';
import { someDefinition, someDesk, someResult } from '../../shared/testing/support';
import { findGroups, findKpis, mayBeId, rankTickets, ticketFilter } from './find';
import Finder from './Finder';

const overdue = someDefinition(),
  mean = someDefinition({ id: 'mean-age', title: 'Mean age of the backlog', group: 'Ageing' });
const printers = [
  { id: 'INC-11', title: 'Printer on floor 2', team: 'Network' },
  { id: 'INC-12', title: 'New badge printer', team: 'Print' },
];
const asked: string[] = [];

beforeEach(() => {
  asked.length = 0;
  history.replaceState(null, '', '/calendar');
  deskStore.open(someDesk({ timeZone: 'Europe/Paris' }));
  deskStore.setCatalogue([overdue, mean]);
  vi.spyOn(globalThis, 'fetch').mockImplementation((path) => {
    const address = new URL(String(path), 'http://apollo');
    if (address.pathname.endsWith('/kpis')) {
      const teams = address.searchParams.get('groups') === 'team' ? { team: { Print: 1, Network: 2 } } : {};
      return Promise.resolve(Response.json([someResult({ groups: teams })]));
    }
    asked.push(address.searchParams.get('filter')!);
    const isOf = /"([^"]*)"/.exec(address.searchParams.get('filter')!)![1]!.toLowerCase();
    const rows = printers.filter((row) => [row.id, row.title].some((value) => value.toLowerCase().includes(isOf)));
    return Promise.resolve(Response.json({ rows, total: rows.length, groups: null }));
  });
});

describe('what is found', () => {
  it('is a number or a group by its name, without regard to case and accents, the beginning first', () => {
    expect(
      findKpis([mean, someDefinition({ id: 'age', title: 'Âge' })], 'AGE', historyOf).map(({ key }) => key),
    ).toEqual(['kpi age', 'kpi mean-age']);
    expect(findGroups([{ dimension: 'priority', name: '1' }], 'priority').map(({ text }) => text)).toEqual([
      'Priority 1',
    ]);
    expect([findKpis([mean], '  ', historyOf), findGroups([], 'x')]).toEqual([[], []]);
  });

  it('is a ticket: the very id, ids that begin so, titles, then other texts', () => {
    const row = (id: string, title: string) => ({ id, title });
    const rows = [row('X-9', 'about inc-1'), row('INC-12', 'b'), row('INC-1', 'a'), row('Y-1', 'other')];
    expect(rankTickets(rows, 'inc-1').map(({ note }) => note)).toEqual(['INC-1', 'INC-12', 'X-9', 'Y-1']);
    expect(ticketFilter(' say "hello" ')).toBe('id ~ "say ""hello""" or title ~ "say ""hello"""');
    const ids = ['INC-1', 'INC-LATE', '4711'],
      others = ['printer', 'floor 2', ''];
    expect([ids.every(mayBeId), others.some(mayBeId)]).toEqual([true, false]);
  });
});

const box = (): HTMLElement => screen.getByRole('combobox', { name: 'Number, group, ticket id or title' });
const options = (): string[] => screen.queryAllByRole('option').map((one) => one.getAttribute('aria-label')!);

it('lists numbers, groups and tickets, and opens one by keys', async () => {
  const user = userEvent.setup(),
    close = vi.fn<() => void>();
  render(<Finder close={close} />);
  await user.type(box(), 'print');
  await waitFor(() =>
    expect(options()).toEqual([
      'Group Print, team',
      'Ticket Printer on floor 2, INC-11',
      'Ticket New badge printer, INC-12',
    ]),
  );
  // The fingers rested once: one question.
  expect(asked).toEqual(['id ~ "print" or title ~ "print"']);
  const { violations } = await axe.run(document.body, {
    rules: {
      'color-contrast': { enabled: false },
      region: { enabled: false },
      'page-has-heading-one': { enabled: false },
    },
  });
  expect(violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);
  await user.keyboard('{ArrowDown}');
  expect(box().getAttribute('aria-activedescendant')).toBe(
    screen.getByRole('option', { selected: true }).getAttribute('id'),
  );
  await user.keyboard('{Enter}');
  expect([location.pathname + location.search, close.mock.calls.length]).toEqual(['/tickets?ticket=INC-11', 1]);
});

it('opens the first by Enter, also where the answer is still on its way', async () => {
  const user = userEvent.setup();
  render(<Finder close={() => {}} />);
  await user.type(box(), 'badge{Enter}');
  await waitFor(() => expect(location.pathname + location.search).toBe('/tickets?ticket=INC-12'));
});

it('opens a ticket by an id that is held no more', async () => {
  const user = userEvent.setup();
  render(<Finder close={() => {}} />);
  await user.type(box(), 'REQ-5{Enter}');
  expect(location.pathname + location.search).toBe('/tickets?ticket=REQ-5');
});

it('shows the board for a group', async () => {
  const user = userEvent.setup();
  render(<Finder close={() => {}} />);
  await user.type(box(), 'netw');
  await user.click(await screen.findByRole('option', { name: 'Group Network, team' }));
  expect([location.pathname, useDesk.getState().group]).toEqual(['/', { dimension: 'team', name: 'Network' }]);
  act(() => deskStore.pick(null));
});

it('says why where the tickets cannot be asked, and finds the rest', async () => {
  vi.mocked(globalThis.fetch).mockImplementation(() => Promise.reject(new TypeError('Failed to fetch')));
  const user = userEvent.setup();
  render(<Finder close={() => {}} />);
  await user.type(box(), 'overdue');
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('Apollo does not answer.'));
  expect(options()).toEqual(['Number Overdue, Service level']);
  expect(within(screen.getByRole('listbox')).getByText('Numbers')).toBeDefined();
});
