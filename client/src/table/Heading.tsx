import { ArrowDown, ArrowUp } from 'lucide-react';
import type { Column } from './columns';
import type { Sort } from './query';
import styles from './DataTable.module.css';

/** A column that is reckoned from a time sorts by it the other way round: the oldest has the greatest age. */
export function sorted(column: Column, sort: readonly Sort[]): 'up' | 'down' | null {
  const key = sort.find(one => one.column === (column.of ?? column.name));
  return !key ? null : key.down !== (column.of !== undefined) ? 'down' : 'up';
}

/** The sort after a click on a head: this column first up, then down, then none; with Shift beside the others. */
export function nextSort(column: Column, sort: readonly Sort[], add: boolean): Sort[] {
  const name = column.of ?? column.name, turned = column.of !== undefined;
  const others = add ? sort.filter(one => one.column !== name) : [];
  const now = sorted(column, sort);
  const wanted = now === null ? (column.type === 'time' || column.type === 'number' ? 'down' : 'up') : now === (column.type === 'time' || column.type === 'number' ? 'down' : 'up') ? (now === 'up' ? 'down' : 'up') : null;
  return wanted === null ? [...others] : [...others, { column: name, down: (wanted === 'down') !== turned }];
}

/** A column's head: sorts by a click, and is made wider by its right edge. */
export function Heading({ column, sort, onSort, onResize }: { column: Column; sort: readonly Sort[]; onSort: (sort: Sort[]) => void; onResize: (width: number) => void }) {
  const way = sorted(column, sort);
  const place = sort.findIndex(one => one.column === (column.of ?? column.name));

  function grip(event: React.PointerEvent<HTMLElement>): void {
    const handle = event.currentTarget, head = handle.parentElement!, rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const start = event.clientX, width = head.getBoundingClientRect().width;
    handle.setPointerCapture(event.pointerId);
    const move = (to: PointerEvent): void => onResize((width + to.clientX - start) / rem * 16);
    handle.addEventListener('pointermove', move);
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), { once: true });
  }

  return (
    <span role="columnheader" aria-sort={way === null ? 'none' : way === 'up' ? 'ascending' : 'descending'} className={`${styles.heading} ${styles[column.type] ?? ''} ${styles[`h-${column.name}`] ?? ''}`}>
      <button type="button" className={`${styles.sorter} ${way ? styles.sorted : ''}`} title="Shift-click sorts by several columns" onClick={event => onSort(nextSort(column, sort, event.shiftKey))}>
        {way && (way === 'up' ? <ArrowUp size=".875rem" strokeWidth={1.75} aria-hidden="true" /> : <ArrowDown size=".875rem" strokeWidth={1.75} aria-hidden="true" />)}
        <span>{column.title}</span>{sort.length > 1 && place >= 0 && <sup aria-hidden="true">{place + 1}</sup>}
      </button>
      <i className={styles.grip} onPointerDown={grip} aria-hidden="true" />
    </span>
  );
}
