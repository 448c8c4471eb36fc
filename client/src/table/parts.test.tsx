import { act, render, renderHook, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useLive } from '../live/live';
import { deskStore } from '../store/desk';
import { someDefinition, someResult } from '../support';
import { useSpoken } from '../ui/useSpoken';
import type { Row, RowsPage } from '../wire/rows';
import type { KpiDefinition } from '../wire/wire';
import { ColumnsDialog } from './ColumnsDialog';
import type { Condition } from './filters';
import { FilterEditor } from './FilterEditor';
import { useLayout } from './layout';
import { noQuery } from './query';
import TablePage from './TablePage';
import { sortChosen, type TableView } from './tableView';

vi.mock('../session/useTopics', () => ({ useTopics: () => {} }));

const layoutOf = (shown: string[]): TableView['layout'] => ({ layout: { shown, widths: {} }, columns: [], all: [], toggle: () => {}, move: () => {}, resize: () => {}, reset: () => {} });
const viewOf = (definition: KpiDefinition | undefined, more: Partial<TableView> = {}): TableView =>
  ({ desk: 'demo', kpi: definition?.id ?? null, definition, zone: 'America/New_York', query: noQuery, sort: [], layout: layoutOf([]), change: () => {}, ...more });

describe('the sort button', () => {
  it('names the column that is shown', () => {
    const sort = [{ column: 'openedAt', down: true }];
    expect(sortChosen(viewOf(undefined, { sort, layout: layoutOf(['id', 'openedAt']) }))).toMatchObject({ text: 'Opened', note: 'latest first' });
    expect(sortChosen(viewOf(undefined, { sort, layout: layoutOf(['id', 'openedAt', 'age']) }))).toMatchObject({ text: 'Age', note: 'shortest first' });
  });
});

describe('the filter editor', () => {
  async function edit(column: string, definition: KpiDefinition, condition: Condition | null = null) {
    const done = vi.fn<(condition: Condition | null) => void>();
    const user = userEvent.setup();
    render(<FilterEditor view={viewOf(definition)} condition={condition} column={column} onDone={done} />);
    return { done, user };
  }

  it('takes times in the desk’s zone, and says so', async () => {
    const { done, user } = await edit('openedAt', someDefinition());
    await user.type(screen.getByLabelText('Opened from, New York time'), '2026-11-24T08:00');
    await user.click(screen.getByRole('button', { name: 'Apply' }));
    expect(done).toHaveBeenCalledWith({ column: 'openedAt', kind: 'range', from: '2026-11-24T13:00:00.000Z', to: null });
  });

  it('shows a time that holds in the desk’s zone', async () => {
    await edit('openedAt', someDefinition(), { column: 'openedAt', kind: 'range', from: '2026-11-24T13:00:00.000Z', to: null });
    expect(screen.getByLabelText<HTMLInputElement>('Opened from, New York time').value).toBe('2026-11-24T08:00');
  });

  it('offers times that move with the clock', async () => {
    const { done, user } = await edit('dueAt', someDefinition());
    await user.click(screen.getByRole('button', { name: 'overdue' }));
    expect(done).toHaveBeenCalledWith({ column: 'dueAt', kind: 'during', span: 'overdue' });
  });

  it('takes durations in hours, turns ends that were mixed up, and shows them so', async () => {
    const definition = someDefinition({ id: 'time-to-resolve-30d', unit: 'seconds', group: 'Speed' });
    const { done, user } = await edit('own', definition, { column: 'own', kind: 'range', from: 5400, to: null });
    const from = screen.getByLabelText<HTMLInputElement>('Time to resolve from, in hours');
    expect(from.value).toBe('1 h 30 min');
    await user.clear(from);
    await user.type(from, '2 d');
    await user.type(screen.getByLabelText('to, in hours'), '4');
    await user.click(screen.getByRole('button', { name: 'Apply' }));
    expect(done).toHaveBeenCalledWith({ column: 'own', kind: 'range', from: 4 * 3600, to: 48 * 3600 });
  });

  it('says what is no duration and does not apply it', async () => {
    const { done, user } = await edit('pendingSeconds', someDefinition());
    await user.type(screen.getByLabelText('On hold in total from, in hours'), 'long{Enter}');
    expect(screen.getByRole('alert').textContent).toMatch(/^This is no duration/);
    expect(done).not.toHaveBeenCalled();
  });

  it('asks of a share yes or no', async () => {
    const { done, user } = await edit('own', someDefinition({ id: 'resolution-sla-30d', unit: 'percent' }));
    await user.click(screen.getByRole('button', { name: 'No' }));
    expect(done).toHaveBeenCalledWith({ column: 'own', kind: 'in', values: [0] });
  });
});

describe('the columns', () => {
  function Columns() {
    const layout = useLayout(someDefinition());
    return <><ColumnsDialog layout={layout} /><p>{layout.columns.map(column => `${column.name} ${column.width}`).join(', ')}</p></>;
  }

  beforeEach(() => localStorage.clear());

  it('move by keyboard, keep the focus, and say their new place', async () => {
    const user = userEvent.setup();
    render(<Columns />);
    const right = screen.getByRole('button', { name: 'Priority: further right' });
    right.focus();
    await user.keyboard('{Enter}');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Priority: further right' }));
    expect(screen.getByRole('status').textContent).toBe('Priority is column 3 of 8');
    for (let i = 0; i < 9; i++) await user.keyboard('{Enter}');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Priority: further right' }));
    expect(document.activeElement!.getAttribute('aria-disabled')).toBe('true');
    expect(screen.getByText(/priority 76$/)).toBeTruthy();
  });

  it('have widths that can be typed', async () => {
    const user = userEvent.setup();
    render(<Columns />);
    const width = screen.getByRole('spinbutton', { name: 'Title: width' });
    await user.tripleClick(width);
    await user.keyboard('400');
    await user.tab();
    expect(screen.getByText(/title 400/)).toBeTruthy();
    expect(screen.getByRole('status').textContent).toBe('Title is 400 pixels wide');
  });
});

describe('the page', () => {
  const at = '2026-11-24T09:42:00.000Z';
  const row = (index: number, more: Partial<Row> = {}): Row => ({ id: `INC-${index}`, part: null, title: `Ticket ${index}`, priority: 2, state: 'open', assignee: 'Ana Lima', location: 'Lyon', dueAt: '2026-11-24T08:42:00Z', team: index < 2 ? 'A' : 'B', ...more }) as Row;
  const page = (more: Partial<RowsPage> = {}): RowsPage => ({ kpi: 'overdue', value: 3, status: 'good', rate: 0, sliceVersion: '1', at, readAt: at, counted: 3, total: 3, offset: 0, groups: null, rows: [row(0), row(1), row(2)], ...more });
  const grouped = { groups: [{ key: 'A', count: 2, first: 0, subtotals: {} }, { key: 'B', count: 1, first: 2, subtotals: {} }] };
  let narrow = false;
  let asked: URL[] = [];

  async function show(address: string, answer: RowsPage = page()): Promise<void> {
    asked = [];
    vi.stubGlobal('fetch', vi.fn(async (path: string) => { asked.push(new URL(path, 'http://apollo')); return path.includes('/tickets?') ? Response.json(answer) : new Response('{}', { status: 404 }); }));
    vi.spyOn(window, 'matchMedia').mockImplementation(query => ({ matches: narrow && query.includes('max-width'), addEventListener: () => {}, removeEventListener: () => {} }) as unknown as MediaQueryList);
    // jsdom has no layout: the frame shows 600 px of lines.
    vi.spyOn(Element.prototype, 'clientHeight', 'get').mockImplementation(function (this: Element) { return this.classList.contains('frame') ? 600 : 0; });
    history.replaceState(null, '', address);
    localStorage.clear();
    deskStore.open({ id: 'demo', name: 'Harbour IT Desk', timeZone: 'Europe/Paris', source: 'demo' });
    deskStore.setCatalogue([someDefinition()]);
    useLive.setState({ kind: 'live', stale: [], slices: [], age: 0.4, readAt: Date.now(), returned: null });
    act(() => deskStore.apply({ desk: 'demo', full: true, at, kpis: [someResult()] }));
    render(<main><h1>Desk</h1><TablePage kpi="overdue" /></main>);
    await vi.waitFor(() => expect(screen.queryByText('Reading')).toBeNull());
  }

  it('counts tickets in its groups, and collapses and expands all of them', async () => {
    narrow = false;
    const user = userEvent.setup();
    await show('/kpis/overdue?group=team', page(grouped));
    expect(screen.getByRole('row', { name: /^A2 tickets/ }).getAttribute('aria-expanded')).toBe('true');
    expect(screen.getByRole('row', { name: /^B1 ticket/ })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Collapse all groups' }));
    expect(document.querySelectorAll('[data-row-id]')).toHaveLength(0);
    await user.click(screen.getByRole('button', { name: 'Expand all groups' }));
    expect(document.querySelectorAll('[data-row-id]')).toHaveLength(3);
  });

  it('filters by a column from its head, without a pointer', async () => {
    narrow = false;
    const user = userEvent.setup();
    await show('/kpis/overdue');
    screen.getByRole('button', { name: 'Ticket' }).focus();
    await user.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Title: menu' }));
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
    const menu = screen.getByRole('button', { name: 'State: menu' });
    menu.focus();
    await user.keyboard('{Enter}');
    await user.click(screen.getByRole('menuitem', { name: 'Move left' }));
    await vi.waitFor(() => expect(document.activeElement).toBe(menu));
    expect(screen.getByText('State is column 3 of 8')).toBeTruthy();
    expect(screen.getAllByRole('columnheader').slice(1, 5).map(head => head.getAttribute('aria-label'))).toEqual(['Ticket', 'Priority', 'State', 'Title']);
  });

  it('makes a column wider by keyboard', async () => {
    narrow = false;
    const user = userEvent.setup();
    await show('/kpis/overdue');
    await user.click(screen.getByRole('button', { name: 'Title: menu' }));
    await user.click(screen.getByRole('menuitem', { name: 'Change the width' }));
    const edge = await screen.findByRole('separator', { name: /^Width of Title/ });
    await vi.waitFor(() => expect(document.activeElement).toBe(edge));
    await user.keyboard('{ArrowRight}{ArrowRight}{ArrowLeft}');
    expect(edge.getAttribute('aria-valuenow')).toBe('336');
    await user.keyboard('{Enter}');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Title' }));
  });

  it('says how many rows there are at most every ten seconds', async () => {
    vi.useFakeTimers({ now: 0 });
    try {
      const { result, rerender } = renderHook(({ text }) => useSpoken(text), { initialProps: { text: '' } });
      const after = (ms: number, text: string): string => { rerender({ text }); act(() => { vi.advanceTimersByTime(ms); }); return result.current; };
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
    expect(items.map(item => item.textContent)).toEqual([
      expect.stringMatching(/^INC-0P2OpenOverdue by .*no titleAna LimaLyonDue/), expect.stringMatching(/^INC-1P2Open/), expect.stringMatching(/^INC-2P2Open/)]);
    await user.click(items[1]!);
    expect(items[1]!.getAttribute('aria-expanded')).toBe('true');
    expect(new URLSearchParams(location.search).get('ticket')).toBe('INC-1');
    expect(within(screen.getByRole('search')).getAllByRole('button').map(button => button.getAttribute('aria-label'))).toEqual(['Add filter', 'Group and sort', 'More of this table']);
  });

  it('says why it is empty, and the way out', async () => {
    narrow = false;
    const user = userEvent.setup();
    await show('/kpis/overdue?q=zzz', page({ total: 0, rows: [] }));
    expect(screen.getByText('None of the 3 passes the filters')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(location.search).toBe('');
  });
});
