import { useState } from 'react';
import form from '../../../shared/ui/form.module.css';
import { useDoing } from '../../../shared/ui/useDoing';
import { send } from '../../../shared/wire/api';
import cards from '../../../shared/ui/cards.module.css';

/** Another password; all other sessions end with the old one. */
export function Password({ email }: { email: string }) {
  const [old, setOld] = useState('');
  const [fresh, setFresh] = useState('');
  const [said, setSaid] = useState('');
  const { isBusy, fault, doing } = useDoing();
  return (
    <section className={cards.card} aria-labelledby="own-password">
      <h3 id="own-password">Password</h3>
      <form
        className={form.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setSaid('');
          doing(async () => {
            await send('POST', '/api/me/password', { old, new: fresh });
            setOld('');
            setFresh('');
            setSaid('The new password holds. Other sessions have ended.');
          });
        }}
      >
        {/* So that a keeper of passwords knows whose it is. */}
        <input type="hidden" autoComplete="username" name="username" value={email} readOnly />
        <label className={form.label}>
          Password now
          <input
            className={form.input}
            type="password"
            autoComplete="current-password"
            maxLength={256}
            value={old}
            aria-describedby="password-fault"
            onChange={(event) => setOld(event.target.value)}
          />
        </label>
        <label className={form.label}>
          New password, 12 characters or more
          <input
            className={form.input}
            type="password"
            autoComplete="new-password"
            maxLength={256}
            value={fresh}
            aria-describedby="password-fault"
            onChange={(event) => setFresh(event.target.value)}
          />
        </label>
        {fault && (
          <p id="password-fault" className={form.fault} role="alert">
            {fault}
          </p>
        )}
        <div>
          <button type="submit" className={form.button} disabled={isBusy || old === '' || fresh === ''}>
            Change the password
          </button>
        </div>
        <p className={cards.said} role="status">
          {said}
        </p>
      </form>
    </section>
  );
}
