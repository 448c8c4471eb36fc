import { useId, useState } from 'react';
import { rove } from '../../../shared/ui/roving';
import { useView } from '../../../shared/preferences/view';
import { Region } from '../../../shared/ui/Region';
import { useDesk } from '../../../shared/store/desk';
import { change, remove } from '../data/arrange';
import { BoardCard } from './BoardCard';
import { CardMenu } from './CardMenu';
import type { Placed, Section as Own } from '../data/model';
import styles from './OwnBoard.module.css';

interface Props {
  section: Own;
  firsts: ReadonlySet<string>;
  canChange: boolean;
}

/** One section of an own board: one tab stop, arrows move inside. */
export function Section({ section, firsts, canChange }: Props) {
  const heading = useId();
  const [at, setAt] = useState<string | null>(null);
  const filter = useView((view) => view.filter);
  // Faded cards leave the tab order, so the tab stop is among those that stand out.
  const open = useDesk((desk) =>
    section.cards
      .filter(
        (card) => filter === null || (desk.group ? 'none' : (desk.results[card.kpi]?.status ?? 'none')) === filter,
      )
      .map((card) => card.key)
      .join(' '),
  ).split(' ');
  const stop = at !== null && open.includes(at) ? at : open[0];
  if (section.cards.length === 0 && !section.title) return null;

  function onKeyDown(event: React.KeyboardEvent<HTMLDivElement>): void {
    const cards = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-cell]')]
      .filter((cell) => open.includes(cell.dataset['cell']!))
      .flatMap((cell) => [...cell.querySelectorAll<HTMLElement>('[data-kpi]')]);
    rove(event, cards, (card) => card.closest('[data-cell]')!.getBoundingClientRect());
  }

  return (
    <section
      className={styles.section}
      {...(section.title ? { 'aria-labelledby': heading } : { 'aria-label': 'Cards' })}
    >
      {section.title && <h2 id={heading}>{section.title}</h2>}
      {section.cards.length === 0 ? (
        <p className={styles.note}>No cards here.</p>
      ) : (
        <div
          className={styles.cards}
          role="group"
          {...(section.title ? { 'aria-labelledby': heading } : { 'aria-label': 'Cards' })}
          onKeyDown={onKeyDown}
          onFocus={(event) =>
            setAt((event.target as HTMLElement).closest<HTMLElement>('[data-cell]')?.dataset['cell'] ?? null)
          }
        >
          {section.cards.map((card) => (
            <Region key={card.key} name="This card">
              <Cell card={card} stop={card.key === stop} first={firsts.has(card.key)} canChange={canChange} />
            </Region>
          ))}
        </div>
      )}
    </section>
  );
}

function Cell({ card, stop, first, canChange }: { card: Placed; stop: boolean; first: boolean; canChange: boolean }) {
  const definition = useDesk((desk) => desk.catalogue[card.kpi]);
  return (
    <div className={styles.cell} data-size={card.size} data-cell={card.key}>
      <BoardCard card={card} stop={stop} elementId={first ? `card-${card.kpi}` : `card-${card.key}`} />
      {canChange && (
        <CardMenu
          card={card}
          definition={definition}
          stop={stop}
          className={styles.menu}
          onChange={(more) => change(card.key, more)}
          onRemove={() => remove(card.key)}
        />
      )}
    </div>
  );
}
