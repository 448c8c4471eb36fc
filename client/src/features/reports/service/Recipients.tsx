import { X } from 'lucide-react';
import { useState } from 'react';
import form from '../../../shared/ui/form.module.css';
import { useAnswer } from '../../../shared/ui/useAnswer';
import { at } from '../../../shared/wire/api';
import type { DeskRotas } from '../../../shared/wire/alerts';
import type { Desk } from '../../../shared/wire/wire';
import styles from './Schedules.module.css';

const roles: Readonly<Record<string, string>> = {
  'role:manager': 'Managers of the desk',
  'role:member': 'Members of the desk',
  'role:viewer': 'Everybody who sees the desk',
};

/** Whom a report goes to: people by role or name, hooks of the desk, and addresses. */
export function Recipients({
  desk,
  to,
  onChange,
}: {
  desk: Desk;
  to: readonly string[];
  onChange: (to: readonly string[]) => void;
}) {
  const { data: told } = useAnswer<DeskRotas>(`${at(desk.id)}/rotas`);
  const { data: hooks } = useAnswer<readonly { id: string; name: string; desk?: string | null }[]>('/api/hooks');
  const [address, setAddress] = useState('');
  const names: Readonly<Record<string, string>> = {
    ...roles,
    ...Object.fromEntries((told?.people ?? []).map(({ id, name }) => [`person:${id}`, name])),
    ...Object.fromEntries(
      (hooks ?? []).filter((hook) => hook.desk === desk.id).map(({ id, name }) => [`hook:${id}`, `Hook ${name}`]),
    ),
  };
  const textOf = (one: string): string => names[one] ?? one.slice(one.indexOf(':') + 1);
  const add = (): void => {
    const one = `mail:${address.trim()}`;
    if (address.trim() === '') return;
    if (!to.includes(one)) onChange([...to, one]);
    setAddress('');
  };
  return (
    <fieldset className={styles.to}>
      <legend>Goes to</legend>
      {to.length === 0 && <p className={form.hint}>Nobody: it stands in the archive alone.</p>}
      <ul>
        {to.map((one) => (
          <li key={one}>
            <bdi>{textOf(one)}</bdi>
            <button
              type="button"
              aria-label={`Not to ${textOf(one)}`}
              onClick={() => onChange(to.filter((each) => each !== one))}
            >
              <X size=".875rem" strokeWidth={2} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      <div className={styles.two}>
        <select
          className={form.select}
          aria-label="Add people or a hook"
          value=""
          onChange={({ target }) => onChange([...to, target.value])}
        >
          <option value="">Add …</option>
          {Object.entries(names)
            .filter(([one]) => !to.includes(one))
            .map(([one, text]) => (
              <option key={one} value={one}>
                {text}
              </option>
            ))}
        </select>
        <span className={styles.address}>
          <input
            className={form.input}
            type="email"
            aria-label="An e-mail address"
            placeholder="name@example.org"
            value={address}
            onChange={({ target }) => setAddress(target.value)}
          />
          <button type="button" className={form.button} onClick={add}>
            Add
          </button>
        </span>
      </div>
    </fieldset>
  );
}
