import { useId, useState } from 'react';
import { Card } from '../../shared/card/Card';
import { useDesk } from '../../shared/store/desk';
import { useView } from '../../shared/preferences/view';
import { Region } from '../../shared/ui/Region';
import styles from './Board.module.css';
import type { Place } from './places';
import { join } from '../../shared/ui/join';
import { rove } from '../../shared/ui/roving';

const styleOf = ({ row, rows, column, columns, across, down }: Place): React.CSSProperties =>
  ({
    '--rows': `${row} / span ${rows}`,
    '--columns': `${column} / span ${columns}`,
    '--across': across,
    '--above': down - 1,
  }) as React.CSSProperties;

/** One group of cards: one tab stop, arrows move inside. */
export function Group({ name, ids, place }: { name: string; ids: readonly string[]; place: Place }) {
  const heading = useId();
  const [at, setAt] = useState(ids[0]);
  // Faded cards leave the tab order, so the tab stop is among those that stand out.
  const filter = useView((view) => view.filter);
  const open = useDesk((desk) =>
    ids
      .filter((id) => filter === null || (desk.group ? 'none' : (desk.results[id]?.status ?? 'none')) === filter)
      .join(' '),
  ).split(' ');
  const stop = at !== undefined && open.includes(at) ? at : open[0];

  function onKeyDown(event: React.KeyboardEvent<HTMLDivElement>): void {
    const cards = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-kpi]')].filter((card) =>
      open.includes(card.dataset['kpi']!),
    );
    rove(event, cards);
  }

  return (
    <section
      className={join(styles.group, place.row === 1 && styles.first, place.rows > 1 && styles.tall)}
      style={styleOf(place)}
      aria-labelledby={heading}
    >
      <h2 id={heading}>{name}</h2>
      <div
        className={styles.cards}
        role="group"
        aria-labelledby={heading}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          const id = (event.target as HTMLElement).dataset['kpi'];
          if (id !== undefined) setAt(id);
        }}
      >
        {ids.map((id) => (
          <Region key={id} name="This card">
            <Card id={id} stop={id === stop} />
          </Region>
        ))}
      </div>
    </section>
  );
}
