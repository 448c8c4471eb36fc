import { Plus } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { focusCard } from '../data/arrange';
import { edit } from '../data/boards';
import { addSection } from '../data/edits';
import { mostSections } from '../data/model';
import { say } from '../data/speech';
import type { OpenBoard } from '../data/state';
import styles from './EditBoard.module.css';
import { EditSection } from './EditSection';
import { useArranging } from './useArranging';

/** An own board while it is arranged: by pointer, by touch, and by keyboard alone. */
export default function EditBoard({ open }: { open: OpenBoard }) {
  const { picked, onKeyDown, drop, letGo } = useArranging();
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    say('Editing the board. Escape ends it.');
    focusCard(open.sections.find((section) => section.cards.length > 0)?.cards[0]?.key ?? null);
    // Once, when editing begins.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  return (
    <div
      ref={root}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (picked !== null && event.relatedTarget !== null) letGo();
      }}
    >
      <p className={styles.help} id="edit-help">
        <span className={styles.mouse}>
          Drag cards, or use the keyboard: arrows go from card to card, <kbd>Space</kbd> picks one up, <kbd>+</kbd>{' '}
          <kbd>−</kbd> resize, <kbd>Del</kbd> removes, <kbd>Esc</kbd> ends.
        </span>
        <span className={styles.touch}>Drag a card by its dots. Its menu has size and chart.</span>
      </p>
      {open.sections.map((section, index) => (
        <EditSection
          key={section.key}
          section={section}
          index={index}
          count={open.sections.length}
          picked={picked}
          board={root}
          onDrop={drop}
        />
      ))}
      {open.sections.length < mostSections && (
        <button
          type="button"
          className={styles.addSection}
          onClick={() => {
            edit((sections) => addSection(sections, ''));
            requestAnimationFrame(() =>
              [...root.current!.querySelectorAll<HTMLInputElement>('[data-section-title]')].at(-1)?.focus(),
            );
          }}
        >
          <Plus size="1rem" strokeWidth={1.5} aria-hidden="true" /> Add section
        </button>
      )}
    </div>
  );
}
