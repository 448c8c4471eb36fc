import { useState } from 'react';
import { endAfter, spans } from '../../../shared/access/spans';
import { useDesk } from '../../../shared/store/desk';
import form from '../../../shared/ui/form.module.css';
import { ModalDialog } from '../../../shared/ui/ModalDialog';
import { Once } from '../../../shared/ui/Once';
import { useDoing } from '../../../shared/ui/useDoing';
import { send } from '../../../shared/wire/api';
import type { Role, Token } from '../../../shared/wire/people';
import { noScopes, readRoles, scopesOf } from './scopes';
import styles from './Tokens.module.css';

/** Makes a token for a program, and shows it once. */
export function NewToken({ onMade, onClose }: { onMade: () => void; onClose: () => void }) {
  const desks = useDesk((state) => state.desks);
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState(noScopes);
  const [days, setDays] = useState(90);
  const [made, setMade] = useState<string | null>(null);
  const { isBusy, fault, setFault, doing } = useDoing();
  if (made !== null)
    return (
      <ModalDialog title={`Token of ${name}`} onClose={onClose} isDismissable={false}>
        <Once
          label="The token"
          secret={made}
          note="Shown only now: Apollo keeps no copy of it. Programs send it as “Authorization: Bearer …”."
        />
        <div className={form.buttons}>
          <button type="button" className={form.button} onClick={onClose}>
            Close
          </button>
        </div>
      </ModalDialog>
    );
  return (
    <ModalDialog title="New token" onClose={onClose}>
      <form
        className={form.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const scopes = scopesOf(chosen);
          if (name.trim() === '') return setFault('Write which program it is for.');
          if (scopes.length === 0) return setFault('Choose what the program may.');
          doing(async () => {
            const token = await send<Token & { token: string }>('POST', '/api/tokens', {
              name: name.trim(),
              scopes,
              expiresAt: endAfter(days),
            });
            setMade(token.token);
            onMade();
          });
        }}
      >
        <label className={form.label}>
          For which program
          <input
            className={form.input}
            autoFocus
            maxLength={100}
            value={name}
            aria-describedby="token-fault"
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <fieldset className={styles.scopes}>
          <legend className="hidden-text">What the program may</legend>
          {desks.map(({ id, name: desk }) => (
            <label key={id} className={styles.scope}>
              <bdi>{`Read ${desk}`}</bdi>
              <select
                className={form.select}
                value={chosen.reads[id] ?? ''}
                onChange={(event) =>
                  setChosen({ ...chosen, reads: { ...chosen.reads, [id]: event.target.value as Role | '' } })
                }
              >
                <option value="">not</option>
                {readRoles.map((role) => (
                  <option key={role} value={role}>
                    {`as ${role}`}
                  </option>
                ))}
              </select>
            </label>
          ))}
          {desks.map(({ id, name: desk }) => (
            <label key={id} className={form.check}>
              <input
                type="checkbox"
                checked={chosen.nudges.includes(id)}
                onChange={({ target }) =>
                  setChosen({
                    ...chosen,
                    nudges: target.checked ? [...chosen.nudges, id] : chosen.nudges.filter((one) => one !== id),
                  })
                }
              />
              <bdi>{`Tell ${desk} to look at its ITSM now`}</bdi>
            </label>
          ))}
          <label className={form.check}>
            <input
              type="checkbox"
              checked={chosen.operations}
              onChange={({ target }) => setChosen({ ...chosen, operations: target.checked })}
            />
            <span>Read metrics and health in detail</span>
          </label>
        </fieldset>
        <label className={form.label}>
          It holds for
          <select className={form.select} value={days} onChange={(event) => setDays(Number(event.target.value))}>
            {spans.map(([span, text]) => (
              <option key={span} value={span}>
                {text}
              </option>
            ))}
          </select>
        </label>
        <p id="token-fault" className={form.fault} role="alert">
          {fault}
        </p>
        <div className={form.buttons}>
          <button type="button" className={form.button} onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className={form.main} disabled={isBusy}>
            Make the token
          </button>
        </div>
      </form>
    </ModalDialog>
  );
}
