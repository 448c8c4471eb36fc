import { memo, useState } from 'react';
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
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      return onDown();
    }
    const place = places.indexOf(own),
      steps: Record<string, number> = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: places.length - 1 };
    const next = places[steps[event.key] ?? -1];
    if (next === undefined) return;
    event.preventDefault();
    event.currentTarget.querySelector<HTMLElement>(`[data-head="${next}"]`)?.focus();
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
