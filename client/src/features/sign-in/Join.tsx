import { useState } from 'react';
import { under } from '../../shared/address/base';
import { moment } from '../../shared/format/time';
import { startSession } from '../../shared/session/session';
import { serverNow } from '../../shared/tick/clock';
import { useAnswer } from '../../shared/ui/useAnswer';
import { useDoing } from '../../shared/ui/useDoing';
import { send } from '../../shared/wire/api';
import type { Invitation } from '../../shared/wire/people';
import { useLocation } from 'wouter';
import { Frame } from './Frame';
import { PasswordField } from './PasswordField';
import styles from './SignIn.module.css';

/** What stands behind a one-time link: an invitation, a new password, or the first administrator of Apollo. */
export default function Join({ token }: { token: string }) {
  const { data, fault } = useAnswer<Invitation>(`/api/session/invitation?token=${encodeURIComponent(token)}`);
  return (
    <Frame>
      {data ? (
        <Accept token={token} invitation={data} />
      ) : (
        <section className={styles.card} aria-busy={fault === null}>
          <h2>{fault === null ? 'Reading the link' : 'This link does not work'}</h2>
          {fault !== null && (
            <>
              <p role="alert">
                It was used, it is too old, or a newer one was made in its place. An administrator of Apollo makes you
                another one.
              </p>
              <a className={styles.provider} href={under('/')}>
                Sign in
              </a>
            </>
          )}
        </section>
      )}
    </Frame>
  );
}

const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

function Accept({ token, invitation }: { token: string; invitation: Invitation }) {
  const [, go] = useLocation();
  const [name, setName] = useState(invitation.name ?? '');
  const [email, setEmail] = useState(invitation.email ?? '');
  const [password, setPassword] = useState('');
  const { isBusy, fault, setFault, doing } = useDoing();
  const isKnown = !!invitation.email;
  const title = invitation.first ? 'The first administrator' : invitation.reset ? 'Set your password' : 'Join Apollo';
  const ends = moment(Date.parse(invitation.expiresAt), serverNow(), zone());
  return (
    <section className={styles.card} aria-labelledby="join">
      <h2 id="join">
        <bdi>{title}</bdi>
      </h2>
      <p>
        <bdi>
          {invitation.first
            ? 'There is no administrator yet. Whoever uses this link is the administrator, and invites the others.'
            : 'Choose a password; after that you are signed in.'}
        </bdi>{' '}
        <bdi>{`The link works once, until ${ends}.`}</bdi>
      </p>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!email.includes('@')) return setFault('Write the e-mail address that is your name here.');
          if (name.trim() === '' && !invitation.reset) return setFault('Write your name, as others know you.');
          doing(async () => {
            await send('POST', '/api/session/invitation', { token, name: name.trim(), email: email.trim(), password });
            go('/', { replace: true });
            await startSession();
          });
        }}
      >
        <label className={styles.label}>
          <span>E-mail</span>
          <span className={styles.field}>
            <input
              type="email"
              autoComplete="username"
              readOnly={isKnown}
              autoFocus={!isKnown}
              maxLength={254}
              value={email}
              aria-describedby="join-fault"
              onChange={(event) => setEmail(event.target.value)}
            />
          </span>
        </label>
        <label className={styles.label}>
          <span>Name</span>
          <span className={styles.field}>
            <input
              type="text"
              autoComplete="name"
              readOnly={invitation.reset}
              autoFocus={isKnown && !invitation.reset}
              maxLength={100}
              value={name}
              aria-describedby="join-fault"
              onChange={(event) => setName(event.target.value)}
            />
          </span>
        </label>
        <PasswordField
          label="New password, 12 characters or more"
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
          describedBy="join-fault"
          isFirst={invitation.reset}
        />
        <p id="join-fault" className={styles.fault} role="alert">
          {fault}
        </p>
        <button type="submit" className={styles.main} disabled={isBusy}>
          {invitation.reset ? 'Set the password' : 'Join'}
        </button>
      </form>
    </section>
  );
}
