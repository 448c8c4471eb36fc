import { useId, useState } from 'react';
import { Card } from '../../shared/card/Card';
import { useDesk } from '../../shared/store/desk';
import { useView } from '../../shared/preferences/view';
import { Region } from '../../shared/ui/Region';
import styles from './Board.module.css';
import { rove } from '../../shared/ui/roving';

const slug = (name: string): string => name.split(' ')[0]!.toLowerCase();

/** One group of cards: one tab stop, arrows move inside. */
export function Group({ name, ids }: { name: string; ids: readonly string[] }) {
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
    <section className={styles.group} data-group={slug(name)} aria-labelledby={heading}>
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
