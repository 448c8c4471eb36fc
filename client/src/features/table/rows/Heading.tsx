import { ArrowDown, ArrowUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { ColumnMenu } from './ColumnMenu';
import { keys } from '../../../shared/keys/keys';
import { onKey } from '../../../shared/keys/onKey';
import type { Column } from '../../../shared/rows/columns';
import type { Sort } from '../data/query';
import type { TableView } from '../data/tableView';
import { narrowest, widest, widthStep, widthText } from '../columns/width';
import styles from './Heading.module.css';

/** A column that is reckoned from a time sorts by it the other way round: the oldest has the greatest age. */
export function sorted(column: Column, sort: readonly Sort[]): 'up' | 'down' | null {
  const key = sort.find((one) => one.column === (column.of ?? column.name));
  return !key ? null : key.down !== (column.of !== undefined) ? 'down' : 'up';
}

/** The sort after a click on a head: this column first up, then down, then none; with Shift beside the others. */
export function nextSort(column: Column, sort: readonly Sort[], add: boolean): Sort[] {
  const name = column.of ?? column.name,
    turned = column.of !== undefined;
  const others = add ? sort.filter((one) => one.column !== name) : [];
  const now = sorted(column, sort);
  const wanted =
    now === null
      ? column.type === 'time' || column.type === 'number'
        ? 'down'
        : 'up'
      : now === (column.type === 'time' || column.type === 'number' ? 'down' : 'up')
        ? now === 'up'
          ? 'down'
          : 'up'
        : null;
  return wanted === null ? [...others] : [...others, { column: name, down: (wanted === 'down') !== turned }];
}

/**
 * A column's head: sorts by a click, holds the column's menu, and is made wider by its right edge, which the menu leads
 * the keyboard to.
 */
export function Heading({ column, view, stop }: { column: Column; view: TableView; stop: 'sort' | 'menu' | null }) {
  const { sort } = view;
  const way = sorted(column, sort);
  const place = sort.findIndex((one) => one.column === (column.of ?? column.name));
  const head = useRef<HTMLSpanElement>(null),
    edge = useRef<HTMLElement>(null);
  const [isSizing, setSizing] = useState(false);
  const resize = (width: number): void => view.layout.resize(column.name, width);

  function grip(event: React.PointerEvent<HTMLElement>): void {
    const handle = event.currentTarget,
      rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const start = event.clientX,
      width = head.current!.getBoundingClientRect().width;
    handle.setPointerCapture(event.pointerId);
    const move = (to: PointerEvent): void => resize(((width + to.clientX - start) / rem) * 16);
    handle.addEventListener('pointermove', move);
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), {
      once: true,
    });
  }

  function onEdgeKey(event: React.KeyboardEvent): void {
    event.stopPropagation();
    onKey(event, keys.edge, {
      width: (key) => resize(column.width + (key === 'ArrowRight' ? widthStep : -widthStep)),
      ends: (key) => resize(key === 'Home' ? narrowest : widest),
      done: () => head.current!.querySelector('button')!.focus(),
    });
  }

  return (
    <span
      ref={head}
      role="columnheader"
      aria-label={column.title}
      aria-sort={way === null ? 'none' : way === 'up' ? 'ascending' : 'descending'}
      className={`${styles.heading} ${styles[column.type] ?? ''} ${styles[`h-${column.name}`] ?? ''}`}
    >
      <button
        type="button"
        data-head={`${column.name} sort`}
        tabIndex={stop === 'sort' ? 0 : -1}
        className={`${styles.sorter} ${way ? styles.sorted : ''}`}
        title="Shift-click sorts by several columns"
        onClick={(event) => view.change({ sort: nextSort(column, sort, event.shiftKey) })}
      >
        {way &&
          (way === 'up' ? (
            <ArrowUp size=".875rem" strokeWidth={1.75} aria-hidden="true" />
          ) : (
            <ArrowDown size=".875rem" strokeWidth={1.75} aria-hidden="true" />
          ))}
        <span>{column.title}</span>
        {sort.length > 1 && place >= 0 && <sup aria-hidden="true">{place + 1}</sup>}
      </button>
      <ColumnMenu
        column={column}
        view={view}
        head={head}
        stop={stop === 'menu'}
        onSize={() => {
          setSizing(true);
          requestAnimationFrame(() => edge.current?.focus());
        }}
      />
      <i
        ref={edge}
        className={`${styles.grip} ${isSizing ? styles.isSizing : ''}`}
        onPointerDown={grip}
        onKeyDown={onEdgeKey}
        onBlur={() => setSizing(false)}
        {...(isSizing
          ? {
              role: 'separator',
              tabIndex: -1,
              'aria-orientation': 'vertical',
              'aria-label': `Width of ${column.title}: arrows change it, Enter ends`,
              'aria-valuenow': column.width,
              'aria-valuemin': narrowest,
              'aria-valuemax': widest,
              'aria-valuetext': widthText(column.width),
            }
          : { 'aria-hidden': true })}
      />
    </span>
  );
}
