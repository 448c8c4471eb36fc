import { useState } from 'react';
import { lookWho } from '../../../shared/session/session';
import form from '../../../shared/ui/form.module.css';
import { useDoing } from '../../../shared/ui/useDoing';
import { send } from '../../../shared/wire/api';
import type { Me } from '../../../shared/wire/people';
import cards from '../../../shared/ui/cards.module.css';

/** How one is called. */
export function Name({ me }: { me: Me }) {
  const [name, setName] = useState(me.name);
  const [said, setSaid] = useState('');
  const { isBusy, fault, setFault, doing } = useDoing();
  return (
    <section className={cards.card} aria-labelledby="own-name">
      <h3 id="own-name">Name</h3>
      <form
        className={form.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() === '') return setFault('Write your name, as others know you.');
          doing(async () => {
            await send('PUT', '/api/me', { name: name.trim() });
            await lookWho();
            setSaid('Kept.');
          });
        }}
      >
        <label className={form.label}>
          As others see it
          <input
            className={form.input}
            autoComplete="name"
            maxLength={100}
            value={name}
            aria-describedby="name-fault"
            onChange={(event) => {
              setName(event.target.value);
              setSaid('');
            }}
          />
        </label>
        <p>
          You sign in as <bdi>{me.email}</bdi>
          <bdi>{me.signIn === 'local' ? '.' : ', by your organisation’s sign-in.'}</bdi>
        </p>
        {fault && (
          <p id="name-fault" className={form.fault} role="alert">
            {fault}
          </p>
        )}
        <div>
          <button type="submit" className={form.button} disabled={isBusy || name.trim() === me.name}>
            Save the name
          </button>
        </div>
        <p className={cards.said} role="status">
          {said}
        </p>
      </form>
    </section>
  );
}
