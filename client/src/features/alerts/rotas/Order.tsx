import { ArrowDown, ArrowUp, X } from 'lucide-react';
import form from '../../../shared/ui/form.module.css';
import type { RotaPerson } from '../../../shared/wire/alerts';
import { nameOf } from './rotas';
import styles from './Rotas.module.css';

/** People in order: each can go up, down and out. */
export function Order({
  people,
  chosen,
  onChange,
}: {
  people: readonly RotaPerson[];
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}) {
  const swap = (at: number, other: number): void =>
    onChange(chosen.map((id, index) => (index === at ? chosen[other]! : index === other ? chosen[at]! : id)));
  const others = people.filter(({ id }) => !chosen.includes(id));
  return (
    <div className={styles.order} role="group" aria-label="People in order">
      <span>People in order; the first begins</span>
      <ol>
        {chosen.map((id, at) => (
          <li key={id}>
            <bdi>{nameOf(id, people)}</bdi>
            <button
              type="button"
              aria-label={`${nameOf(id, people)} earlier`}
              disabled={at === 0}
              onClick={() => swap(at, at - 1)}
            >
              <ArrowUp size="1rem" strokeWidth={1.5} aria-hidden="true" />
            </button>
            <button
              type="button"
              aria-label={`${nameOf(id, people)} later`}
              disabled={at === chosen.length - 1}
              onClick={() => swap(at, at + 1)}
            >
              <ArrowDown size="1rem" strokeWidth={1.5} aria-hidden="true" />
            </button>
            <button
              type="button"
              aria-label={`Without ${nameOf(id, people)}`}
              onClick={() => onChange(chosen.filter((each) => each !== id))}
            >
              <X size="1rem" strokeWidth={1.5} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ol>
      {others.length > 0 && (
        <select
          className={form.select}
          aria-label="Add a person"
          value=""
          onChange={({ target }) => onChange([...chosen, target.value])}
        >
          <option value="">Add …</option>
          {others.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}
