import { memo, useState } from 'react';
import { keys } from '../../../shared/keys/keys';
import { onKey } from '../../../shared/keys/onKey';
import { Heading } from './Heading';
import type { TableView } from '../data/tableView';
import styles from './Heading.module.css';

/**
 * The heads of the columns: one tab stop, arrows move inside, Down goes to the rows. Scrolling does not draw them
 * again.
 */
export const Head = memo(function Head({ view, onDown }: { view: TableView; onDown: () => void }) {
  const { columns } = view.layout;
  const [at, setAt] = useState('');
  const places = columns.flatMap((column) => [`${column.name} sort`, `${column.name} menu`]);
  const stop = places.includes(at) ? at : places[0]!;

  function onKeyDown(event: React.KeyboardEvent<HTMLElement>): void {
    const own = (event.target as HTMLElement).dataset['head'];
    if (own === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    // The keys of the rows are not the heads'.
    event.stopPropagation();
    const heads = event.currentTarget,
      place = places.indexOf(own);
    const go = (to: number): boolean => {
      const next = places[to];
      if (next !== undefined) heads.querySelector<HTMLElement>(`[data-head="${next}"]`)?.focus();
      return next !== undefined;
    };
    onKey(event, keys.heads, {
      move: (key) => go(key === 'ArrowRight' ? place + 1 : place - 1),
      ends: (key) => go(key === 'Home' ? 0 : places.length - 1),
      down: onDown,
    });
  }

  return (
    <div
      className={styles.head}
      role="row"
      aria-rowindex={1}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        const own = (event.target as HTMLElement).dataset['head'];
        if (own) setAt(own);
      }}
    >
      <span role="columnheader">
        <span className="hidden-text">Open</span>
      </span>
      {columns.map((column) => (
        <Heading
          key={column.name}
          column={column}
          view={view}
          stop={stop.startsWith(`${column.name} `) ? (stop.endsWith('menu') ? 'menu' : 'sort') : null}
        />
      ))}
    </div>
  );
});
