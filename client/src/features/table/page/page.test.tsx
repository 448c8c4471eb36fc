import { act, render, renderHook, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { useLive } from '../../../shared/live/live';
import { deskStore } from '../../../shared/store/desk';
import { someDefinition, someDesk, someResult } from '../../../shared/testing/support';
import { useSpoken } from '../../../shared/ui/useSpoken';
import type { Row, RowsPage } from '../../../shared/wire/rows';
import { copyText } from '../detail/copy';
import TablePage from './TablePage';

vi.mock('../../../shared/session/useTopics', () => ({ useTopics: () => {} }));

describe('the page', () => {
  const at = '2026-11-24T09:42:00.000Z';
  const row = (index: number, more: Partial<Row> = {}): Row =>
    ({
      id: `INC-${index}`,
      part: null,
      title: `Ticket ${index}`,
      priority: 2,
      state: 'open',
      assignee: 'Ana Lima',
      location: 'Lyon',
      dueAt: '2026-11-24T08:42:00Z',
      team: index < 2 ? 'A' : 'B',
      ...more,
    }) as Row;
  const page = (more: Partial<RowsPage> = {}): RowsPage => ({
    kpi: 'overdue',
    value: 3,
    status: 'good',
    rate: 0,
    sliceVersion: '1',
    at,
    readAt: at,
    counted: 3,
    total: 3,
    offset: 0,
    groups: null,
    rows: [row(0), row(1), row(2)],
    hidden: 0,
    ...more,
  });
  const grouped = {
    groups: [
      { key: 'A', count: 2, first: 0, subtotals: {} },
      { key: 'B', count: 1, first: 2, subtotals: {} },
    ],
  };
  let narrow = false;
  let asked: URL[] = [];

  async function show(address: string, answer: RowsPage = page()): Promise<void> {
    asked = [];
    vi.stubGlobal(
      'fetch',
      vi.fn(async (path: string) => {
        asked.push(new URL(path, 'http://apollo'));
        return path.includes('/tickets?') ? Response.json(answer) : new Response('{}', { status: 404 });
      }),
    );
    vi.spyOn(window, 'matchMedia').mockImplementation(
      (query) =>
        ({
          matches: narrow && query.includes('max-width'),
          addEventListener: () => {},
          removeEventListener: () => {},
        }) as unknown as MediaQueryList,
    );
    // jsdom has no layout: the frame shows 600 px of lines.
    vi.spyOn(Element.prototype, 'clientHeight', 'get').mockImplementation(function (this: Element) {
      return this.classList.contains('frame') ? 600 : 0;
    });
    history.replaceState(null, '', address);
    localStorage.clear();
    deskStore.open(someDesk({ timeZone: 'Europe/Paris' }));
    deskStore.setCatalogue([someDefinition()]);
    useLive.setState({ kind: 'live', stale: [], slices: [], age: 0.4, readAt: Date.now(), returned: null });
    act(() => deskStore.apply({ desk: 'demo', full: true, at, kpis: [someResult()] }));
    render(
      <main>
        <h1>Desk</h1>
        <TablePage kpi="overdue" />
      </main>,
    );
    await vi.waitFor(() => expect(screen.queryByText('Reading')).toBeNull());
  }

  it('says how many of what the number counts are the reader’s to see', async () => {
    await show('/kpis/overdue', page({ counted: 136, total: 3, hidden: 133 }));
    expect(await screen.findByText('3 of 136')).toBeDefined();
    expect(screen.getByText(/the tickets of your teams/)).toBeDefined();
    expect(screen.queryByText(/hidden by filters/)).toBeNull();
  });

  it('stands on paper with every row that is known, in sight or not, and says how many there are', async () => {
    narrow = false;
    const rows = Array.from({ length: 200 }, (_, index) => row(index));
    await show('/kpis/overdue', page({ counted: 1505, total: 1505, rows }));
    const drawn = (): number => document.querySelectorAll('[role=row][data-line]').length;
    expect(drawn()).toBeLessThan(60);
    act(() => void window.dispatchEvent(new Event('beforeprint')));
    expect(drawn()).toBe(200);
    expect(screen.getByText('200 stand here, a file has all')).toBeDefined();
    act(() => void window.dispatchEvent(new Event('afterprint')));
    expect(drawn()).toBeLessThan(60);
  });

  it('counts tickets in its groups, and collapses and expands all of them', async () => {
    narrow = false;
    const user = userEvent.setup();
    await show('/kpis/overdue?group=team', page(grouped));
    const heads = (): string[] =>
      [...document.querySelectorAll('[role=row][aria-level="1"]')].map(
        (head) => `${head.textContent} ${head.getAttribute('aria-expanded')}`,
      );
    expect(heads()).toEqual(['A2 tickets true', 'B1 ticket true']);
    await user.click(screen.getByLabelText('Collapse all groups'));
    expect(heads()).toEqual(['A2 tickets false', 'B1 ticket false']);
    expect(document.querySelectorAll('[data-row-id]')).toHaveLength(0);
    await user.click(screen.getByLabelText('Expand all groups'));
    expect(document.querySelectorAll('[data-row-id]')).toHaveLength(3);
  });

  it('filters by a column from its head, without a pointer', async () => {
    narrow = false;
    const user = userEvent.setup();
    await show('/kpis/overdue');
    document.querySelector<HTMLElement>('[data-head="id sort"]')!.focus();
    await user.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}');
    expect(document.activeElement).toBe(screen.getByLabelText('Title: menu'));
    await user.keyboard('{Enter}');
    await user.click(screen.getByRole('menuitem', { name: 'Filter by Title' }));
    await user.type(await screen.findByLabelText('Title contains'), 'vpn{Enter}');
    expect(new URLSearchParams(location.search).get('filter')).toBe('title ~ "vpn"');
    await vi.waitFor(() => expect(asked.at(-1)!.searchParams.get('filter')).toBe('title ~ "vpn"'));
  });

  it('moves a column from its head, keeps the focus and says the new place', async () => {
    narrow = false;
    const user = userEvent.setup();
    await show('/kpis/overdue');
    const menu = screen.getByLabelText('State: menu');
    menu.focus();
    await user.keyboard('{Enter}');
    await user.click(screen.getByRole('menuitem', { name: 'Move left' }));
    await vi.waitFor(() => expect(document.activeElement).toBe(menu));
    expect(screen.getByText('State is column 3 of 8')).toBeTruthy();
    expect(
      [...document.querySelectorAll('[role=columnheader]')].slice(1, 5).map((head) => head.getAttribute('aria-label')),
    ).toEqual(['Ticket', 'Priority', 'State', 'Title']);
  });

  it('makes a column wider by keyboard', async () => {
    narrow = false;
    const user = userEvent.setup();
    await show('/kpis/overdue');
    await user.click(screen.getByLabelText('Title: menu'));
    await user.click(screen.getByRole('menuitem', { name: 'Change the width' }));
    const edge = await screen.findByRole('separator', { name: /^Width of Title/ });
    await vi.waitFor(() => expect(document.activeElement).toBe(edge));
    await user.keyboard('{ArrowRight}{ArrowRight}{ArrowLeft}');
    expect(edge.getAttribute('aria-valuenow')).toBe('336');
    await user.keyboard('{Enter}');
    expect(document.activeElement).toBe(document.querySelector('[data-head="title sort"]'));
  });

  it('says how many rows there are at most every ten seconds', async () => {
    vi.useFakeTimers({ now: 0 });
    try {
      const { result, rerender } = renderHook(({ text }) => useSpoken(text), { initialProps: { text: '' } });
      const after = (ms: number, text: string): string => {
        rerender({ text });
        act(() => {
          vi.advanceTimersByTime(ms);
        });
        return result.current;
      };
      vi.setSystemTime(60_000);
      expect(after(0, '3 shown')).toBe('3 shown');
      expect(after(4_000, '4 shown')).toBe('3 shown');
      expect(after(5_900, '5 shown')).toBe('3 shown');
      expect(after(200, '5 shown')).toBe('5 shown');
    } finally {
      vi.useRealTimers();
    }
  });

  it('is on a phone a list of items that open as a whole, with the tools in one row', async () => {
    narrow = true;
    const user = userEvent.setup();
    await show('/kpis/overdue?group=team', page({ ...grouped, rows: [row(0, { title: null }), row(1), row(2)] }));
    const list = screen.getByRole('treegrid');
    expect(within(list).queryByRole('columnheader')).toBeNull();
    expect([list.getAttribute('aria-rowcount'), list.getAttribute('aria-colcount')]).toEqual(['5', '1']);
    const items = within(list).getAllByRole('button');
    expect(items.map((item) => item.textContent)).toEqual([
      expect.stringMatching(/^INC-0P2OpenOverdue by .*no titleAna LimaLyonDue/),
      expect.stringMatching(/^INC-1P2Open/),
      expect.stringMatching(/^INC-2P2Open/),
    ]);
    await user.click(items[1]!);
    expect(items[1]!.getAttribute('aria-expanded')).toBe('true');
    expect(new URLSearchParams(location.search).get('ticket')).toBe('INC-1');
    expect(
      within(screen.getByRole('search'))
        .getAllByRole('button')
        .map((button) => button.getAttribute('aria-label')),
    ).toEqual(['Add filter', 'Group and sort', 'More of this table']);
  });

  it('says why it is empty, and the way out', async () => {
    narrow = false;
    const user = userEvent.setup();
    await show('/kpis/overdue?q=zzz', page({ total: 0, rows: [] }));
    expect(screen.getByText('None of the 3 passes the filters')).toBeTruthy();
    await user.click(screen.getByText('Clear filters'));
    expect(location.search).toBe('');
  });

  it('keeps the rows of one search until those of the next have come', async () => {
    narrow = false;
    const user = userEvent.setup();
    await show('/kpis/overdue');
    let letGo: (answer: Response) => void = () => {};
    vi.stubGlobal(
      'fetch',
      vi.fn(
        () =>
          new Promise<Response>((done) => {
            letGo = done;
          }),
      ),
    );
    await user.type(screen.getByRole('searchbox'), 'x');
    await vi.waitFor(() => expect(location.search).toBe('?q=x'));
    expect(document.querySelectorAll('[data-row-id]')).toHaveLength(3);
    letGo(Response.json(page({ total: 1, rows: [row(2)] })));
    await vi.waitFor(() => expect(document.querySelectorAll('[data-row-id]')).toHaveLength(1));
  });
});

it('copies a link also where the page is of no secure origin, and tells where it cannot', async () => {
  const field = document.createElement('input');
  document.body.append(field);
  field.focus();
  vi.stubGlobal('navigator', { clipboard: undefined });
  document.execCommand = () => true;
  expect(await copyText('https://apollo/kpis/overdue')).toBe(true);
  document.execCommand = () => false;
  expect(await copyText('https://apollo/kpis/overdue')).toBe(false);
  expect(document.activeElement).toBe(field);
  expect(document.querySelector('textarea')).toBeNull();
  vi.unstubAllGlobals();
  field.remove();
});
