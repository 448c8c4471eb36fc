import { useEffect, useRef } from 'react';
import { navigate } from '../../shared/address/navigate';
import { keys } from '../../shared/keys/keys';
import { onKey } from '../../shared/keys/onKey';

const page = 10;
const ways: Readonly<Record<string, { row: number; cell: number }>> = {
  ArrowLeft: { row: 0, cell: -1 },
  ArrowRight: { row: 0, cell: 1 },
  ArrowUp: { row: -1, cell: 0 },
  ArrowDown: { row: 1, cell: 0 },
};

/** What takes the focus in a cell: its link or button, else the cell. */
const inside = (cell: Element): HTMLElement => cell.querySelector<HTMLElement>('a, button') ?? (cell as HTMLElement);

/**
 * A table as a grid: one tab stop, arrows go from cell to cell. All that can have the focus has `tabIndex` −1; one at a
 * time gets 0 here.
 */
export function useGrid() {
  const table = useRef<HTMLTableElement>(null);
  const stop = (cell: HTMLElement): void => {
    table.current?.querySelectorAll('[tabindex="0"]').forEach((other) => {
      (other as HTMLElement).tabIndex = -1;
    });
    cell.tabIndex = 0;
  };
  // Where what had it is gone, the first head has it again.
  useEffect(() => {
    if (table.current && !table.current.querySelector('[tabindex="0"]')) stop(inside(table.current.rows[0]!.cells[0]!));
  });

  function onKeyDown(event: React.KeyboardEvent): void {
    const cell = (event.target as HTMLElement).closest<HTMLTableCellElement>('td, th'),
      row = cell?.closest('tr');
    if (!cell || !row || !table.current) return;
    const { rows } = table.current,
      at = { row: row.rowIndex, cell: cell.cellIndex };
    const go = (toRow: number, toCell: number): void => {
      const found = rows[Math.max(0, Math.min(rows.length - 1, toRow))]!.cells[toCell];
      if (found) inside(found).focus();
    };
    const last = row.cells.length - 1;
    onKey(event, keys.grid, {
      history: () => {
        const to = cell.dataset['history'];
        if (to !== undefined) navigate(to);
        return to !== undefined;
      },
      move: (key) => go(at.row + (ways[key]?.row ?? 0), at.cell + (ways[key]?.cell ?? 0)),
      page: (key) => go(at.row + (key === 'PageUp' ? -page : page), at.cell),
      ends: (key) => go(at.row, key === 'Home' ? 0 : last),
      corners: (key) => (key === 'Home' ? go(0, 0) : go(rows.length - 1, last)),
    });
  }

  return { ref: table, onKeyDown, onFocus: (event: React.FocusEvent): void => stop(event.target as HTMLElement) };
}
