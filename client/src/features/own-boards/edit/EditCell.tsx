import { GripVertical, X } from 'lucide-react';
import { memo, type RefObject } from 'react';
import { useDesk } from '../../../shared/store/desk';
import { change, remove, titleOf } from '../data/arrange';
import { BoardCard } from '../section/BoardCard';
import { CardMenu } from '../section/CardMenu';
import type { Spot } from '../data/edits';
import type { Placed } from '../data/model';
import board from '../section/OwnBoard.module.css';
import { drag } from './drag';
import styles from './EditBoard.module.css';
import { cardName } from './useArranging';

interface Props {
  card: Placed;
  section: string;
  index: number;
  count: number;
  stop: boolean;
  isPicked: boolean;
  board: RefObject<HTMLElement | null>;
  onDrop: (key: string, spot: Spot) => void;
}

/** A card to be arranged: the number lives on beneath a grip, with a menu and a way to remove it. */
export const EditCell = memo(function EditCell({
  card,
  section,
  index,
  count,
  stop,
  isPicked,
  board: root,
  onDrop,
}: Props) {
  const definition = useDesk((desk) => desk.catalogue[card.kpi]);
  const title = titleOf(card.kpi);

  function onPointerDown(event: React.PointerEvent<HTMLElement>): void {
    // A thumb on the card scrolls the page; it drags by the dots alone.
    const byDots = (event.target as HTMLElement).closest('[data-dots]') !== null;
    if (event.button !== 0 || !root.current || (event.pointerType === 'touch' && !byDots)) return;
    drag(event.nativeEvent, event.currentTarget.closest<HTMLElement>('[data-cell]')!, root.current, (spot) =>
      onDrop(card.key, spot),
    );
  }

  return (
    <li
      className={`${board.cell} ${styles.cell} ${isPicked ? styles.picked : ''}`}
      data-size={card.size}
      data-cell={card.key}
    >
      <div className={styles.face} inert>
        <BoardCard card={card} stop={false} elementId={`edit-${card.key}`} />
      </div>
      <button
        type="button"
        className={styles.grip}
        data-focus={card.key}
        tabIndex={stop ? 0 : -1}
        aria-pressed={isPicked}
        aria-describedby="edit-help"
        aria-label={cardName(card, section, index, count)}
        onPointerDown={onPointerDown}
      />
      <div className={styles.tools}>
        <span className={styles.dots} data-dots="" aria-hidden="true" onPointerDown={onPointerDown}>
          <GripVertical size="1rem" strokeWidth={1.5} />
        </span>
        <CardMenu
          card={card}
          definition={definition}
          stop={stop}
          className={styles.tool}
          onChange={(more) => change(card.key, more)}
          onRemove={() => remove(card.key)}
        />
        <button
          type="button"
          className={styles.tool}
          tabIndex={stop ? 0 : -1}
          aria-label={`Remove ${title}`}
          onClick={() => remove(card.key)}
        >
          <X size="1rem" strokeWidth={1.5} aria-hidden="true" />
        </button>
      </div>
    </li>
  );
});
