import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useState, type RefObject } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import ui from '../../../shared/ui/ui.module.css';
import { focusCard } from '../data/arrange';
import { edit } from '../data/boards';
import { moveSection, nameSection, removeSection, type Spot } from '../data/edits';
import { longestName, type Section } from '../data/model';
import board from '../section/OwnBoard.module.css';
import { say } from '../data/speech';
import styles from './EditBoard.module.css';
import { EditCell } from './EditCell';
import { KpiPicker } from './KpiPicker';

interface Props {
  section: Section;
  index: number;
  count: number;
  picked: string | null;
  board: RefObject<HTMLElement | null>;
  onDrop: (key: string, spot: Spot) => void;
}

export function EditSection({ section, index, count, picked, board: root, onDrop }: Props) {
  const [at, setAt] = useState<string | null>(null);
  const stop = section.cards.some((card) => card.key === at) ? at : section.cards[0]?.key;
  const called = section.title || `section ${index + 1}`;

  function move(by: 1 | -1): void {
    edit((sections) => moveSection(sections, section.key, by));
    say(`${called} moved, place ${index + by + 1} of ${count}.`);
  }

  function removeWhole(): void {
    edit((sections) => removeSection(sections, section.key));
    say(`${called} removed. Undo brings it back.`);
    focusCard(null);
  }

  return (
    <section className={styles.section} aria-label={called} data-section="">
      <div className={styles.head}>
        <Title key={section.title} section={section} called={called} />
        <DialogTrigger>
          <Button className={styles.add ?? ''}>
            <Plus size="1rem" strokeWidth={1.5} aria-hidden="true" /> Add card
            <span className="hidden-text">{` to ${called}`}</span>
          </Button>
          <Popover className={`${ui.popover} ${styles.picker}`} placement="bottom start" offset={6}>
            <Dialog className={styles.pickerDialog ?? ''} aria-label={`Add cards to ${called}`}>
              <KpiPicker section={index} />
            </Dialog>
          </Popover>
        </DialogTrigger>
        <button
          type="button"
          className={styles.tool}
          aria-label={`Move ${called} up`}
          disabled={index === 0}
          onClick={() => move(-1)}
        >
          <ArrowUp size="1rem" strokeWidth={1.5} aria-hidden="true" />
        </button>
        <button
          type="button"
          className={styles.tool}
          aria-label={`Move ${called} down`}
          disabled={index === count - 1}
          onClick={() => move(1)}
        >
          <ArrowDown size="1rem" strokeWidth={1.5} aria-hidden="true" />
        </button>
        <button
          type="button"
          className={styles.tool}
          aria-label={`Remove ${called} and its cards`}
          onClick={removeWhole}
        >
          <Trash2 size="1rem" strokeWidth={1.5} aria-hidden="true" />
        </button>
      </div>
      <ul
        className={board.cards}
        onFocus={(event) => {
          const key = (event.target as HTMLElement).closest<HTMLElement>('[data-cell]')?.dataset['cell'];
          if (key) setAt(key);
        }}
      >
        {section.cards.map((card, i) => (
          <EditCell
            key={card.key}
            card={card}
            section={section.title}
            index={i}
            count={section.cards.length}
            stop={card.key === stop}
            isPicked={card.key === picked}
            board={root}
            onDrop={onDrop}
          />
        ))}
        {section.cards.length === 0 && <li className={styles.empty}>No cards here: add one, or drag one here.</li>}
      </ul>
    </section>
  );
}

/** The heading, kept when it is left or Enter is pressed. */
function Title({ section, called }: { section: Section; called: string }) {
  const [text, setText] = useState(section.title);
  const keep = (): void => {
    const own = text.trim();
    if (own !== section.title) edit((sections) => nameSection(sections, section.key, own));
  };
  return (
    <input
      className={styles.title}
      aria-label={`Title of ${called}`}
      placeholder="Untitled section"
      value={text}
      maxLength={longestName}
      data-section-title=""
      onChange={(event) => setText(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
        if (event.key !== 'Escape' || text === section.title) return;
        event.stopPropagation();
        setText(section.title);
      }}
    />
  );
}
