import { useId, useState } from 'react';
import { Card } from '../card/Card';
import { openDefinition } from './view';
import styles from './Board.module.css';
import { step } from './roving';

const slug = (name: string): string => name.split(' ')[0]!.toLowerCase();

/** One group of cards: one tab stop, arrows move inside. */
export function Group({ name, ids }: { name: string; ids: readonly string[] }) {
  const heading = useId();
  const [at, setAt] = useState(0);
  const stop = Math.min(at, ids.length - 1);

  function onKeyDown(event: React.KeyboardEvent<HTMLDivElement>): void {
    const cards = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-kpi]')];
    const from = cards.findIndex(card => card === document.activeElement);
    if (from < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'i') return openDefinition(ids[from]!);
    const to = step(event.key, from, cards.map(card => card.getBoundingClientRect()));
    if (to === null) return;
    event.preventDefault();
    cards[to]?.focus();
  }

  return (
    <section className={styles.group} data-group={slug(name)} aria-labelledby={heading}>
      <h2 id={heading}>{name}</h2>
      <div
        className={styles.cards} role="group" aria-labelledby={heading} onKeyDown={onKeyDown}
        onFocus={event => {
          const index = ids.indexOf((event.target as HTMLElement).dataset['kpi'] ?? '');
          if (index >= 0) setAt(index);
        }}
      >
        {ids.map((id, i) => <Card key={id} id={id} stop={i === stop} />)}
      </div>
    </section>
  );
}
