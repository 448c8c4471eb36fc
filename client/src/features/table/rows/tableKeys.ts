import { keys } from '../../../shared/keys/keys';
import { onKey } from '../../../shared/keys/onKey';
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
  if (lines.count === 0 || !frame?.contains(target)) return;
  const isDetail = target.closest('[data-detail]') !== null,
    isButton = target.closest('button') !== null;
  const go = (next: number, isUp: boolean): void | false => {
    if (isDetail) return false;
    const head = next < 0 && isUp ? headOf(frame) : null;
    if (head) head.focus();
    else table.goTo(next, next < at ? -1 : 1);
  };
  onKey(event, keys.rows, {
    line: (key) => go(key === 'ArrowDown' ? at + 1 : at - 1, key === 'ArrowUp'),
    page: (key) => go(key === 'PageDown' ? at + page : at - page, false),
    ends: (key) => go(key === 'Home' ? 0 : lines.count - 1, false),
    open: () => !isDetail && !isButton && opens(table),
    fold: (key) => !isDetail && !isButton && folds(table, key === 'ArrowLeft'),
    close: () => {
      if (table.isOpen) table.close();
      return table.isOpen;
    },
  });
}

const headOf = (frame: HTMLElement): HTMLElement | null =>
  frame.querySelector<HTMLElement>('[data-head][tabindex="0"]');

/** Opens or closes the row or group the keyboard is on; whether there is one. */
function opens({ lines, windows, at, toggle, toggleGroup }: KeyTarget): boolean {
  const line = lines.at(at);
  if (line.kind === 'group') {
    toggleGroup(line.group);
    return true;
  }
  const row = line.kind === 'row' ? rowAt(windows, line.index) : undefined;
  if (row) toggle(row.id);
  return row !== undefined;
}

/** Closes or opens the group the keyboard is on; whether it was not so already. */
function folds({ lines, closed, at, toggleGroup }: KeyTarget, shuts: boolean): boolean {
  const line = lines.at(at);
  if (line.kind !== 'group' || closed.has(groupKey(line.group)) === shuts) return false;
  toggleGroup(line.group);
  return true;
}
