import type { RowsGroup } from '../../../shared/wire/rows';
import { groupKey, type Lines } from '../data/lines';
import { rowAt, type RowsState } from '../data/rowsModel';

const page = 12;

/** What the keys of a table need to know of it, and what they do to it. */
export interface KeyTarget {
  frame: HTMLElement | null;
  lines: Lines;
  windows: RowsState['windows'];
  closed: ReadonlySet<string>;
  /** The line the keyboard is on. */
  at: number;
  isOpen: boolean;
  /** Goes to a line; `step` is where to go on from one that has left. */
  goTo(line: number, step: number): void;
  close(): void;
  toggle(id: string): void;
  toggleGroup(group: RowsGroup): void;
}

/** Arrows, pages and ends go from line to line; Enter opens a row or a group, Escape closes. */
export function onTableKey(event: React.KeyboardEvent, table: KeyTarget): void {
  const target = event.target as HTMLElement,
    { frame, lines, at } = table;
  // What a column's menu or filter opens is of this table in React's eyes, not in the reader's.
  if (event.ctrlKey || event.metaKey || event.altKey || lines.count === 0 || !frame?.contains(target)) return;
  if (event.key === 'Escape' && table.isOpen) table.close();
  if (target.closest('[data-detail]')) return;
  const next = wayOf(event.key, at, lines.count);
  if (next !== undefined) {
    event.preventDefault();
    const head = next < 0 && event.key === 'ArrowUp' ? headOf(frame) : null;
    if (head) head.focus();
    else table.goTo(next, next < at ? -1 : 1);
  } else if (!target.closest('button') && opens(event.key, table)) event.preventDefault();
}

const headOf = (frame: HTMLElement): HTMLElement | null =>
  frame.querySelector<HTMLElement>('[data-head][tabindex="0"]');

function wayOf(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return at + 1;
    case 'ArrowUp':
      return at - 1;
    case 'PageDown':
      return at + page;
    case 'PageUp':
      return at - page;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

/** Whether the key opened or closed what the keyboard is on. */
function opens(key: string, { lines, windows, closed, at, toggle, toggleGroup }: KeyTarget): boolean {
  const line = lines.at(at);
  if (line.kind === 'group') {
    const isClosed = closed.has(groupKey(line.group));
    if (key !== 'Enter' && !(key === 'ArrowLeft' && !isClosed) && !(key === 'ArrowRight' && isClosed)) return false;
    toggleGroup(line.group);
    return true;
  }
  const row = line.kind === 'row' && key === 'Enter' ? rowAt(windows, line.index) : undefined;
  if (row) toggle(row.id);
  return row !== undefined;
}
