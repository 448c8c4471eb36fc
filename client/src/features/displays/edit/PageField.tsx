import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { furtherOf } from '../../../shared/store/breakdowns';
import { useDesk } from '../../../shared/store/desk';
import form from '../../../shared/ui/form.module.css';
import { shareOf, showing, shows, showsOf, showsText } from '../data/fleet';
import { useCatalogue } from '../data/useCatalogue';
import type { DisplayPage } from '../../../shared/wire/wire';
import styles from './EditDisplay.module.css';

interface Props {
  page: DisplayPage;
  at: number;
  of: number;
  onChange: (page: DisplayPage | null) => void;
  onMove: (by: number) => void;
}

/** A page of a display: of which desk, what it shows, under which title. */
export function PageField({ page, at, of, onChange, onMove }: Props) {
  const desks = useDesk((state) => state.desks);
  const what = showsOf(page);
  const own = furtherOf(useCatalogue(page.desk).definitions).map(({ name }) => name);
  const all = [...new Set([...shows, ...own, what])];
  const name = `Page ${at + 1}`;
  return (
    <div className={styles.page} role="group" aria-label={name}>
      <div className={styles.line}>
        <select
          className={form.select}
          aria-label={`${name}: what it shows`}
          value={what}
          onChange={({ target }) => onChange(showing(page, target.value))}
        >
          {all.map((one) => (
            <option key={one} value={one}>
              {showsText(one)}
            </option>
          ))}
        </select>
        {desks.length > 1 && (
          <select
            className={form.select}
            aria-label={`${name}: desk`}
            value={page.desk}
            onChange={({ target }) => onChange({ ...page, desk: target.value })}
          >
            {desks.map((desk) => (
              <option key={desk.id} value={desk.id}>
                {desk.name}
              </option>
            ))}
          </select>
        )}
        <button
          type="button"
          className={styles.sign}
          aria-label={`${name}: up`}
          disabled={at === 0}
          onClick={() => onMove(-1)}
        >
          <ArrowUp size="1rem" strokeWidth={1.5} aria-hidden="true" />
        </button>
        <button
          type="button"
          className={styles.sign}
          aria-label={`${name}: down`}
          disabled={at === of - 1}
          onClick={() => onMove(1)}
        >
          <ArrowDown size="1rem" strokeWidth={1.5} aria-hidden="true" />
        </button>
        <button type="button" className={styles.sign} aria-label={`${name}: remove`} onClick={() => onChange(null)}>
          <Trash2 size="1rem" strokeWidth={1.5} aria-hidden="true" />
        </button>
      </div>
      {what !== 'rotation' && (
        <input
          className={form.input}
          aria-label={`${name}: title`}
          placeholder="Title"
          maxLength={100}
          value={page.title ?? ''}
          onChange={({ target }) => onChange({ ...page, title: target.value || null })}
        />
      )}
      {what === 'board' && (
        <input
          className={form.input}
          aria-label={`${name}: link of the shared board`}
          placeholder="Link of the shared board"
          value={page.board ?? ''}
          onChange={({ target }) => onChange({ ...page, board: shareOf(target.value) })}
        />
      )}
      {what === 'cards' && <Cards page={page} name={name} onChange={onChange} />}
    </div>
  );
}

/** The cards of a page, in the order they are ticked. */
function Cards({ page, name, onChange }: { page: DisplayPage; name: string; onChange: (page: DisplayPage) => void }) {
  const { definitions, fault } = useCatalogue(page.desk);
  const cards = page.cards ?? [];
  if (fault) return <p className={form.fault}>{fault}</p>;
  return (
    <ul className={styles.cards} aria-label={`${name}: cards`}>
      {definitions.map(({ id, title }) => (
        <li key={id}>
          <label className={form.check}>
            <input
              type="checkbox"
              checked={cards.includes(id)}
              onChange={({ target }) =>
                onChange({ ...page, cards: target.checked ? [...cards, id] : cards.filter((card) => card !== id) })
              }
            />
            <span>{title}</span>
          </label>
        </li>
      ))}
    </ul>
  );
}
