import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Attention } from './Attention';
import { Board } from './Board';
import { prefer } from '../../shared/preferences/preferences';
import { useLive } from '../../shared/live/live';
import { deskStore } from '../../shared/store/desk';
import { someDefinition, someDesk, someResult } from '../../shared/testing/support';
import type { Moves } from '../../shared/wire/rows';

const at = new Date().toISOString();
const told = (more: Partial<Moves> = {}): Moves => ({
  kpi: 'overdue',
  since: at,
  keptSince: '2026-01-01T00:00:00Z',
  at,
  passed: 2,
  changed: 3,
  hidden: 0,
  entered: [{ id: 'INC-9', part: null, title: 'VPN drops', at, byClock: true, why: null, away: false }],
  left: [
    {
      id: 'INC-1',
      part: null,
      title: null,
      at,
      byClock: false,
      why: { column: 'state', from: 'open', to: 'pending' },
      away: false,
    },
  ],
  ...more,
});
let asked: URL[] = [];
let answer: () => Response;

beforeEach(() => {
  localStorage.clear();
  prefer({ shortcuts: true });
  history.replaceState(null, '', '/');
  asked = [];
  answer = () => Response.json(told());
  vi.stubGlobal(
    'fetch',
    vi.fn(async (path: string) => {
      asked.push(new URL(path, 'http://apollo'));
      return answer();
    }),
  );
  deskStore.open(someDesk({ timeZone: 'Europe/Brussels' }));
  deskStore.setCatalogue([someDefinition(), someDefinition({ id: 'due-within-2-hours', title: 'Due within 2 hours' })]);
  useLive.setState({ kind: 'live', stale: [], slices: [], age: 0.4, readAt: Date.now(), returned: null });
  act(() =>
    deskStore.apply({
      desk: 'demo',
      full: true,
      at,
      kpis: [
        someResult({ asOf: at, readAt: at }),
        someResult({ kpi: 'due-within-2-hours', value: 1, status: 'good', asOf: at, readAt: at }),
      ],
    }),
  );
});

const dialog = async (): Promise<HTMLElement> => {
  const found = await screen.findByRole('dialog');
  await within(found).findByText(/entered|Nothing/);
  return found;
};

describe('what moved', () => {
  it('opens from a card by m, tells what entered and left and why, and gives the focus back', async () => {
    const user = userEvent.setup();
    render(<Board />);
    await user.tab();
    await user.keyboard('m');
    const shown = await dialog();
    expect(within(shown).getByRole('heading', { name: 'What moved Overdue' })).toBeTruthy();
    expect(within(shown).getByText(/^since/).textContent).toMatch(/: 1 entered, 1 left$/);
    expect(
      within(shown)
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual([
      expect.stringMatching(/^\+INC-9VPN drops\d\d:\d\d, by the clock$/),
      expect.stringMatching(/^−INC-1no title\d\d:\d\d, state Open → On hold$/),
    ]);
    expect(within(shown).getByText('2 came and went, 3 changed and stayed.')).toBeTruthy();
    await vi.waitFor(() => expect(shown.contains(document.activeElement)).toBe(true));
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    await vi.waitFor(() => expect(document.activeElement).toBe(document.getElementById('card-overdue')));
  });

  it('asks since the chosen moment', async () => {
    const user = userEvent.setup();
    render(<Board />);
    await user.click(screen.getByRole('button', { name: 'What moved in Overdue' }));
    const shown = await dialog();
    await user.click(within(shown).getByRole('button', { name: 'Last change' }));
    await vi.waitFor(() => expect(asked.at(-1)!.searchParams.get('since')).toBe('2026-11-24T09:41:32.999Z'));
    await user.click(within(shown).getByRole('button', { name: 'Last 24 h' }));
    await vi.waitFor(() =>
      expect(Math.abs(Date.parse(asked.at(-1)!.searchParams.get('since')!) - Date.now() + 86_400_000)).toBeLessThan(
        5_000,
      ),
    );
    expect(asked.every((url) => url.pathname === '/api/desks/demo/kpis/overdue/moves')).toBe(true);
  });

  it('leads to a ticket and closes', async () => {
    const user = userEvent.setup();
    render(<Board />);
    await user.click(screen.getByRole('button', { name: 'What moved in Overdue' }));
    await user.click(within(await dialog()).getByRole('link', { name: 'INC-9' }));
    expect(location.pathname + location.search).toBe('/kpis/overdue?ticket=INC-9');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('says that it is the whole desk’s where a group is picked', async () => {
    const user = userEvent.setup();
    act(() => deskStore.pick({ dimension: 'team', name: 'Network' }));
    render(<Board />);
    await user.click(screen.getByRole('button', { name: 'What moved in Overdue' }));
    expect(within(await dialog()).getByText('This is told of the whole desk, not of Network alone.')).toBeTruthy();
  });

  it('says that nothing moved, and that Apollo does not answer', async () => {
    const user = userEvent.setup();
    answer = () =>
      Response.json(told({ entered: [], left: [], passed: 0, changed: 0, keptSince: new Date().toISOString() }));
    render(<Board />);
    await user.click(screen.getByRole('button', { name: 'What moved in Overdue' }));
    const shown = await dialog();
    expect(within(shown).getByText(/nothing entered or left/)).toBeTruthy();
    expect(within(shown).getByText(/^Known only since/)).toBeTruthy();
    answer = () => new Response('{}', { status: 500 });
    await user.click(within(shown).getByRole('button', { name: 'Last 24 h' }));
    expect((await within(shown).findByRole('alert')).textContent).toMatch(/^Apollo does not answer/);
  });

  it('opens from a row of what needs attention, unless single keys are turned off', async () => {
    const user = userEvent.setup();
    render(<Attention />);
    screen.getByRole('link', { name: /^Overdue/ }).focus();
    prefer({ shortcuts: false });
    await user.keyboard('m');
    expect(screen.queryByRole('dialog')).toBeNull();
    prefer({ shortcuts: true });
    await user.keyboard('m');
    expect(await dialog()).toBeTruthy();
  });

  it('has no accessibility violation that axe knows of', async () => {
    const user = userEvent.setup();
    render(
      <main>
        <h1>Harbour IT Desk</h1>
        <Board />
      </main>,
    );
    await user.click(screen.getByRole('button', { name: 'What moved in Overdue' }));
    await dialog();
    const { violations } = await axe.run(document.body, {
      rules: { 'color-contrast': { enabled: false }, 'target-size': { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);
  });
});
