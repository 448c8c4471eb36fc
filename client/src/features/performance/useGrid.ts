import { useEffect, useRef } from 'react';

const page = 10;

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
    if (!cell || !row || !table.current || event.altKey || event.metaKey) return;
    const { rows } = table.current,
      to: { row: number; cell: number } = { row: row.rowIndex, cell: cell.cellIndex };
    switch (event.key) {
      case 'ArrowLeft':
        to.cell--;
        break;
      case 'ArrowRight':
        to.cell++;
        break;
      case 'ArrowUp':
        to.row--;
        break;
      case 'ArrowDown':
        to.row++;
        break;
      case 'PageUp':
        to.row -= page;
        break;
      case 'PageDown':
        to.row += page;
        break;
      case 'Home':
        to.cell = 0;
        if (event.ctrlKey) to.row = 0;
        break;
      case 'End':
        to.cell = row.cells.length - 1;
        if (event.ctrlKey) to.row = rows.length - 1;
        break;
      default:
        return;
    }
    event.preventDefault();
    const found = rows[Math.max(0, Math.min(rows.length - 1, to.row))]!.cells[to.cell];
    if (found) inside(found).focus();
  }

  return { ref: table, onKeyDown, onFocus: (event: React.FocusEvent): void => stop(event.target as HTMLElement) };
}
