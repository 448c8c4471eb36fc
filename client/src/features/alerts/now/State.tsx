import { useEffect, useState } from 'react';
import { clockSeconds } from '../../../shared/format/time';
import { useLive } from '../../../shared/live/live';
import { retryNow } from '../../../shared/session/session';
import { useDesk } from '../../../shared/store/desk';
import form from '../../../shared/ui/form.module.css';
import styles from './Now.module.css';

const patience = 10_000,
  quiet = 400;

/** Why there are no alerts, or why those that are shown may be old; blocks in their place until they are there. */
export function State({ isTold }: { isTold: boolean }) {
  const zone = useDesk((state) => state.desk?.timeZone ?? 'UTC');
  const kind = useLive((live) => live.kind);
  const readAt = useLive((live) => live.readAt);
  const [late, setLate] = useState(0);
  useEffect(() => {
    setLate(0);
    if (isTold) return;
    const timers = [quiet, patience].map((wait, at) => setTimeout(() => setLate(at + 1), wait));
    return () => timers.forEach(clearTimeout);
  }, [isTold]);
  const as = readAt === null ? '' : ` as of ${clockSeconds(readAt, zone)}`;
  if (isTold && kind === 'offline')
    return (
      <p className={styles.state} role="status">
        {`Alerts${as}: this page is not connected. None is lost; what you acknowledge is sent when it is.`}
      </p>
    );
  if (isTold && kind === 'stale')
    return (
      <p className={styles.state} role="status">
        {`Alerts${as}: the ITSM does not answer. Nothing fires or ends until it does, and none is lost.`}
      </p>
    );
  if (isTold) return null;
  if (late > 1 || kind === 'offline')
    return (
      <div className={styles.failed} role="alert">
        <p>Alerts not available: Apollo does not tell them.</p>
        <button type="button" className={form.button} onClick={retryNow}>
          Try now
        </button>
      </div>
    );
  return late > 0 ? (
    <div className={styles.card} aria-busy="true">
      <i className={styles.block} />
      <i className={styles.block} />
    </div>
  ) : null;
}
