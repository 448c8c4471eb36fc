import { duration } from '../../../shared/format/duration';
import { useTick } from '../../../shared/tick/ticker';
import { join } from '../../../shared/ui/join';
import type { PairingAnswer } from '../../../shared/wire/wire';
import { shift } from '../pages';
import styles from './Pairing.module.css';
import { Qr } from './Qr';

/** Milliseconds for which a code can be typed, as its bar shows. */
const wholeLife = 10 * 60_000;

interface Props {
  /** What Apollo said last; null = nothing yet. */
  state: PairingAnswer | null;
  isConnected: boolean;
}

/** A television that nobody vouches for: its code, and where it is typed. Nothing of a desk. */
export function Pairing({ state, isConnected }: Props) {
  const place = useTick(shift);
  const until = state?.expiresAt ? Date.parse(state.expiresAt) : null;
  const left = useTick((now) => (until === null ? 0 : Math.max(0, Math.floor((until - now) / 1000))));
  const url = state?.url ?? new URL('/displays', location.href).href;
  const address = url.replace(/^https?:\/\//, '').replace(/\?.*$/, '');
  const isRevoked = state?.state === 'revoked';
  const code = state?.code ?? '';
  return (
    <main className={styles.pairing} style={{ transform: place }}>
      <header className={styles.head}>
        <Mark />
        <b>Apollo</b>
        <p className={join(styles.live, !isConnected && styles.isAway)}>
          <i className={styles.dot} />
          <b>{isConnected ? 'Connected' : 'Not connected'}</b>
          <span>{isConnected ? 'waiting to be paired' : 'trying again'}</span>
        </p>
      </header>
      <div className={styles.middle}>
        <div>
          <h1 className={styles.title}>
            {isRevoked ? 'This display was removed by an administrator' : 'Pair this display'}
          </h1>
          <p className={styles.code} translate="no" aria-label={`Code ${[...code].join(' ')}`}>
            {code ? `${code.slice(0, 3)} ${code.slice(3)}` : '– – –'}
          </p>
          <p className={styles.how}>{isRevoked ? 'To pair it again, open' : 'On a computer or a phone, open'}</p>
          <p className={styles.address} translate="no">
            {address}
          </p>
          <p className={styles.how}>and type this code. A manager or an administrator can do it.</p>
        </div>
        {code && (
          <figure className={styles.scan}>
            <Qr text={`${url}?code=${code}`} className={styles.qr} />
            <figcaption>or scan this</figcaption>
          </figure>
        )}
      </div>
      <footer className={styles.foot}>
        <p>
          <span>This code ends in </span>
          <b>{duration(left)}</b>
          <span>, a new one follows by itself.</span>
        </p>
        <i className={styles.bar}>
          <i style={{ width: `${Math.min(100, (left * 100_000) / wholeLife)}%` }} />
        </i>
        <p className={styles.screen}>{`This screen ${window.innerWidth} × ${window.innerHeight}`}</p>
      </footer>
    </main>
  );
}

const Mark = () => (
  <svg className={styles.mark} viewBox="0 0 32 32" aria-hidden="true">
    <circle cx="16" cy="16" r="14" fill="#14233d" stroke="#76a9ff" strokeWidth="2.2" />
    <path
      d="M5.5 17h4.7l2.8-7.5 4.6 13.5 2.9-6h6"
      fill="none"
      stroke="#fff"
      strokeWidth="2.2"
      strokeLinejoin="round"
      strokeLinecap="round"
    />
  </svg>
);
