import { Globe, LogOut } from 'lucide-react';
import { useRef, useState } from 'react';
import { useWho } from '../../shared/access/who';
import { clock } from '../../shared/format/time';
import { signedIn } from '../../shared/session/session';
import { useDoing } from '../../shared/ui/useDoing';
import { Frame } from './Frame';
import { PasswordField } from './PasswordField';
import { providerAddress, signIn, whyNot } from './signIn';
import styles from './SignIn.module.css';

/** The browser's own zone: no desk is known yet. */
const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/**
 * Asks who it is, in the place of the page that was asked for: its address stays, and after signing in it is shown.
 */
export default function SignIn() {
  const ways = useWho(({ who }) => who?.signIn);
  const ended = useWho((state) => state.ended);
  if (!ways) return null;
  return (
    <Frame>
      {ended && (
        <p className={styles.ended} role="status">
          <LogOut size="1rem" strokeWidth={1.5} aria-hidden="true" />
          <span>
            <b>{`You were signed out at ${clock(ended.at, zone())}.`}</b>{' '}
            <bdi>Sign in to go on where you were; nothing is lost.</bdi>
          </span>
        </p>
      )}
      <section className={styles.card} aria-labelledby="sign-in">
        <h2 id="sign-in">Sign in</h2>
        {ways.local && <Local />}
        {ways.local && ways.oidc.length > 0 && <p className={styles.or}>or</p>}
        {ways.oidc.map(({ id, name }) => (
          <a key={id} className={styles.provider} href={providerAddress(id)}>
            <Globe size="1rem" strokeWidth={1.5} aria-hidden="true" />
            <bdi>{`Continue with ${name}`}</bdi>
          </a>
        ))}
      </section>
      <div className={styles.further}>
        {ways.local && (
          <details>
            <summary>Password forgotten?</summary>
            <p>An administrator of Apollo makes you a link by which you set a new one. It works once.</p>
          </details>
        )}
        <p>{ways.local ? 'No account? An administrator sends you a link.' : 'No account? Ask an administrator.'}</p>
        <p>
          A wall display needs no account: <b>/tv</b> shows the code by which it is paired.
        </p>
      </div>
    </Frame>
  );
}

/** By name and password. */
function Local() {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [keep, setKeep] = useState(true);
  const input = useRef<HTMLInputElement>(null);
  const { isBusy, fault, doing } = useDoing((error) => {
    input.current?.select();
    return whyNot(error);
  });
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        doing(async () => {
          await signIn(name.trim(), password, keep);
          await signedIn();
        });
      }}
    >
      <label className={styles.label}>
        <span>E-mail</span>
        <span className={styles.field}>
          <input
            type="email"
            autoFocus
            required
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={254}
            value={name}
            aria-describedby="sign-in-fault"
            onChange={(event) => setName(event.target.value)}
          />
        </span>
      </label>
      <PasswordField
        label="Password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        describedBy="sign-in-fault"
        input={input}
      />
      <label className={styles.keep}>
        <input type="checkbox" checked={keep} onChange={(event) => setKeep(event.target.checked)} />
        <span>
          Keep me signed in on this computer
          <small>Until it is not used for 12 hours; 30 days at most.</small>
        </span>
      </label>
      <p id="sign-in-fault" className={styles.fault} role="alert">
        {fault}
      </p>
      <button type="submit" className={styles.main} disabled={isBusy}>
        Sign in
      </button>
    </form>
  );
}
