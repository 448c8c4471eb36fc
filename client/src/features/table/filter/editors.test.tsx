import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { someDefinition } from '../../../shared/testing/support';
import type { KpiDefinition } from '../../../shared/wire/wire';
import { ColumnsDialog } from '../columns/ColumnsDialog';
import type { FilterView } from '../../../shared/filter/filterView';
import { columnsOf } from '../../../shared/rows/columns';
import type { Condition } from '../../../shared/filter/filters';
import { FilterEditor } from '../../../shared/filter/FilterEditor';
import { useLayout } from '../columns/layout';
import { noQuery } from '../data/query';
import { sortChosen, type TableView } from '../data/tableView';

const layoutOf = (shown: string[]): TableView['layout'] => ({
  layout: { shown, widths: {} },
  columns: [],
  all: [],
  toggle: () => {},
  move: () => {},
  resize: () => {},
  reset: () => {},
});
const viewOf = (definition: KpiDefinition | undefined, more: Partial<TableView> = {}): TableView => ({
  desk: 'demo',
  kpi: definition?.id ?? null,
  definition,
  zone: 'America/New_York',
  query: noQuery,
  sort: [],
  layout: layoutOf([]),
  change: () => {},
  ...more,
});

describe('the sort button', () => {
  it('names the column that is shown', () => {
    const sort = [{ column: 'openedAt', down: true }];
    expect(sortChosen(viewOf(undefined, { sort, layout: layoutOf(['id', 'openedAt']) }))).toMatchObject({
      text: 'Opened',
      note: 'latest first',
    });
    expect(sortChosen(viewOf(undefined, { sort, layout: layoutOf(['id', 'openedAt', 'age']) }))).toMatchObject({
      text: 'Age',
      note: 'shortest first',
    });
  });
});

describe('the filter editor', () => {
  async function edit(column: string, definition: KpiDefinition, condition: Condition | null = null) {
    const done = vi.fn<(condition: Condition | null) => void>();
    const user = userEvent.setup();
    const view: FilterView = {
      zone: 'America/New_York',
      columns: columnsOf(definition).filter(({ of }) => !of),
      conditions: [],
      change: () => {},
      clear: null,
      values: () => Promise.resolve([]),
    };
    render(<FilterEditor view={view} condition={condition} column={column} onDone={done} />);
    return { done, user };
  }

  it('takes times in the desk’s zone, and says so', async () => {
    const { done, user } = await edit('openedAt', someDefinition());
    await user.type(screen.getByLabelText('Opened from, New York time'), '2026-11-24T08:00');
    await user.click(screen.getByRole('button', { name: 'Apply' }));
    expect(done).toHaveBeenCalledWith({
      column: 'openedAt',
      kind: 'range',
      from: '2026-11-24T13:00:00.000Z',
      to: null,
    });
  });

  it('shows a time that holds in the desk’s zone', async () => {
    await edit('openedAt', someDefinition(), {
      column: 'openedAt',
      kind: 'range',
      from: '2026-11-24T13:00:00.000Z',
      to: null,
    });
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
    return (
      <>
        <ColumnsDialog layout={layout} />
        <p>{layout.columns.map((column) => `${column.name} ${column.width}`).join(', ')}</p>
      </>
    );
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
