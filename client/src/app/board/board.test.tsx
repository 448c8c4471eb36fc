import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { Profiler, type ReactNode } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Card } from '../../shared/card/Card';
import { Definition } from '../../features/definition/Definition';
import { useLive } from '../../shared/live/live';
import { deskStore, useDesk } from '../../shared/store/desk';
import { someDefinition, someDesk, someResult } from '../../shared/testing/support';
import { BoardBar } from './BoardBar';
import type { KpiResult } from '../../shared/wire/wire';
import { Board } from '../../features/board/Board';
import { toggleFilter, useView } from '../../shared/preferences/view';

const ids = ['overdue', 'due-within-2-hours', 'response-overdue'];
const titles: Record<string, string> = {
  overdue: 'Overdue',
  'due-within-2-hours': 'Due within 2 hours',
  'response-overdue': 'Response overdue',
};
const at = new Date().toISOString();

const result = (kpi: string, more: Partial<KpiResult> = {}): KpiResult =>
  someResult({ kpi, asOf: at, readAt: at, value: 4, status: 'good', moved: null, changedAt: null, ...more });

function board(kpis: KpiResult[], full = true): void {
  act(() => deskStore.apply({ desk: 'demo', full, at, kpis }));
}

const card = (title: string): HTMLElement => screen.getByRole('link', { name: new RegExp(`^${title}, `) });

beforeEach(() => {
  localStorage.clear();
  deskStore.open(someDesk({ timeZone: 'Europe/Brussels' }));
  deskStore.setCatalogue(ids.map((id) => someDefinition({ id, title: titles[id]! })));
  useLive.setState({ kind: 'live', stale: [], slices: [], age: 0.4, readAt: Date.now(), returned: null });
  useView.setState({ filter: null, definition: null });
});

describe('drawing', () => {
  const draws = new Map<string, number>();
  const counted = (id: string, child: ReactNode): ReactNode => (
    <Profiler key={id} id={id} onRender={() => draws.set(id, (draws.get(id) ?? 0) + 1)}>
      {child}
    </Profiler>
  );

  it('draws one card when one KPI changes, and none when nothing is new', () => {
    render(<>{ids.map((id) => counted(id, <Card id={id} stop />))}</>);
    board(ids.map((id) => result(id)));
    draws.clear();
    board([result('overdue', { value: 5, revision: 101 })], false);
    expect([...draws]).toEqual([['overdue', 1]]);
    draws.clear();
    board(ids.map((id) => result(id, id === 'overdue' ? { value: 5, revision: 101 } : {})));
    expect([...draws]).toEqual([]);
  });
});

describe('a card', () => {
  it('says status by word, and its limit', () => {
    render(<Board />);
    board([
      result('overdue', { value: 11, status: 'critical' }),
      result('due-within-2-hours', { value: 6, status: 'warning' }),
      result('response-overdue'),
    ]);
    expect(within(card('Overdue')).getByText('Critical')).toBeTruthy();
    expect(within(card('Overdue')).getByText('limit 10')).toBeTruthy();
    expect(within(card('Due within 2 hours')).getByText('critical at 10')).toBeTruthy();
    expect(within(card('Response overdue')).queryByText('Good')).toBeNull();
  });

  it('says what is rare, and what the clock alone will do until that has passed', () => {
    vi.useFakeTimers({ now: Date.parse('2026-11-24T10:41:30Z') });
    try {
      const next = { t: Date.parse('2026-11-24T10:42:00Z'), status: 'critical', rows: 2 } as const;
      render(<Board />);
      board([
        result('overdue', { value: 8, status: 'warning', next, unusualSince: at }),
        result('response-overdue', { unusualSince: at }),
      ]);
      expect(within(card('Overdue')).getByText('critical at 11:42 unless 2 are resolved')).toBeTruthy();
      expect(card('Overdue').querySelector('.hidden-text')!.textContent).toMatch(
        /^Overdue, 8 tickets, warning, critical at 11:42 unless 2 are resolved, unusual\.$/,
      );
      // Beside a status word the shape alone.
      expect(card('Overdue').querySelector('[data-shape=unusual]')).toBeTruthy();
      expect(within(card('Overdue')).queryByText('unusual')).toBeNull();
      expect(within(card('Response overdue')).getByText('unusual')).toBeTruthy();
      act(() => {
        vi.advanceTimersByTime(31_000);
      });
      expect(within(card('Overdue')).getByText('critical at 10')).toBeTruthy();
    } finally {
      vi.useRealTimers();
    }
  });

  it('shows a dash and a reason without a value, never 0', () => {
    deskStore.setCatalogue([
      someDefinition({ id: 'satisfaction-30d', title: 'Satisfied users, 30 days', unit: 'percent', better: 'higher' }),
    ]);
    render(<Board />);
    board([result('satisfaction-30d', { value: null, status: 'none' })]);
    expect(within(card('Satisfied users, 30 days')).getByText('–')).toBeTruthy();
    expect(within(card('Satisfied users, 30 days')).getByText('no rated ticket yet')).toBeTruthy();
  });

  it('shows no number while it is not read', () => {
    render(<Board />);
    expect(card('Overdue').querySelector('[aria-hidden]')?.textContent).toBe('');
    expect(card('Overdue').querySelector('.hidden-text')?.textContent).toBe('Overdue, loading.');
  });

  it('says since when it holds while the page is offline', () => {
    render(<Board />);
    board(ids.map((id) => result(id, { readAt: '2026-11-24T09:41:20.000Z' })));
    act(() => useLive.setState({ kind: 'offline' }));
    expect(within(card('Overdue')).getByText('10:41:20')).toBeTruthy();
  });

  it('says that it failed, and the last good value', () => {
    render(<Board />);
    board([result('overdue', { value: 11, retryAt: new Date(Date.now() + 20_000).toISOString() })]);
    expect(within(card('Overdue')).getByText('not available')).toBeTruthy();
    expect(within(card('Overdue')).getByText('Failed')).toBeTruthy();
    expect(within(card('Overdue')).getByText(/last 11/)).toBeTruthy();
  });

  it('ticks an age by itself, by its anchor and its rate', () => {
    vi.useFakeTimers({ now: Date.parse(at) });
    try {
      deskStore.setCatalogue([someDefinition({ id: 'mean-age', title: 'Mean age', unit: 'seconds', group: 'Ageing' })]);
      render(<Board />);
      board([result('mean-age', { value: 58, rate: 1, status: 'good' })]);
      act(() => {
        vi.advanceTimersByTime(4_000);
      });
      expect(card('Mean age').textContent).toContain('1min');
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('the keyboard', () => {
  it('has one tab stop for a group, and arrows inside it', async () => {
    const user = userEvent.setup();
    render(<Board />);
    board(ids.map((id) => result(id)));
    await user.tab();
    expect(document.activeElement).toBe(card('Overdue'));
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement).toBe(card('Due within 2 hours'));
    await user.keyboard('{End}');
    expect(document.activeElement).toBe(card('Response overdue'));
    await user.keyboard('{Home}');
    expect(document.activeElement).toBe(card('Overdue'));
    expect(screen.getAllByRole('link').filter((link) => link.tabIndex === 0)).toHaveLength(1);
  });

  it('opens the rows behind a card by Enter', async () => {
    const user = userEvent.setup();
    render(<Board />);
    board(ids.map((id) => result(id)));
    await user.tab();
    await user.keyboard('{Enter}');
    expect(location.pathname).toBe('/kpis/overdue');
  });

  it('opens the definition by i, with the catalogue’s words', async () => {
    const user = userEvent.setup();
    render(
      <>
        <Board />
        <Definition />
      </>,
    );
    board(ids.map((id) => result(id)));
    await user.tab();
    await user.keyboard('i');
    const dialog = screen.getByRole('dialog');
    expect(within(dialog).getByText('Open tickets past their resolution due time.')).toBeTruthy();
    await vi.waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('the counts', () => {
  const kpis = [
    result('overdue', { value: 11, status: 'critical' }),
    result('due-within-2-hours'),
    result('response-overdue'),
  ];

  it('counts the cards of each status and filters by one', async () => {
    const user = userEvent.setup();
    render(
      <>
        <BoardBar />
        <Board />
      </>,
    );
    board(kpis);
    const good = screen.getByRole('button', { name: /2 good/ });
    await user.click(good);
    expect(good.getAttribute('aria-pressed')).toBe('true');
    expect(useView.getState().filter).toBe('good');
    expect(card('Overdue').tabIndex).toBe(-1);
  });

  it('keeps a tab stop among the cards that still stand out', () => {
    render(<Board />);
    board(kpis);
    act(() => toggleFilter('good'));
    expect(screen.getAllByRole('link').filter((link) => link.tabIndex === 0)).toEqual([card('Due within 2 hours')]);
  });

  it('says that limits are the whole desk’s while a group is shown, and compares', () => {
    render(
      <>
        <BoardBar />
        <Board />
      </>,
    );
    board([result('overdue', { value: 11, status: 'critical', groups: { team: { Network: 4 } } })]);
    act(() => deskStore.pick({ dimension: 'team', name: 'Network' }));
    expect(screen.getByText('Limits apply to the whole desk')).toBeTruthy();
    expect(within(card('Overdue')).getByText('desk 11')).toBeTruthy();
    expect(within(card('Overdue')).queryByText('Critical')).toBeNull();
  });
});

it('has no accessibility violation that axe knows of', async () => {
  const { container } = render(
    <main>
      <h1>Harbour IT Desk</h1>
      <BoardBar />
      <Board />
    </main>,
  );
  board([
    result('overdue', { value: 11, status: 'critical' }),
    result('due-within-2-hours'),
    result('response-overdue', { value: 2, status: 'warning' }),
  ]);
  // Colours and layout are for a browser: jsdom has neither.
  const { violations } = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false }, 'target-size': { enabled: false } },
  });
  expect(violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);
  expect(Object.keys(useDesk.getState().results)).toHaveLength(3);
});
