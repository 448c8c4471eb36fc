import { Clock3, WifiOff } from 'lucide-react';
import { age, dataAge } from '../../shared/format/duration';
import { clock, clockSeconds } from '../../shared/format/time';
import { useLiveText } from '../../shared/live/liveText';
import { useLive } from '../../shared/live/live';
import { useDesk } from '../../shared/store/desk';
import { useTick } from '../../shared/tick/ticker';
import styles from './TvHead.module.css';

/** Page, desk, live state with its age, and the time. */
export function TvHead({ title }: { title: string }) {
  const desk = useDesk((state) => state.desk);
  const zone = desk?.timeZone ?? 'UTC';
  const time = useTick((now) => clock(now, zone));
  const { kind, word, note } = useLiveText();
  return (
    <header className={styles.head}>
      <h1>{title}</h1>
      <p className={styles.desk} translate="no">
        {desk?.name}
      </p>
      {desk?.source === 'demo' && <p className={styles.demo}>Demo data</p>}
      <p className={`${styles.live} ${styles[kind] ?? ''}`}>
        <i className={styles.dot} />
        <b>{word}</b> {note && <bdi>{note}</bdi>}
      </p>
      <p className={styles.clock} translate="no">
        {time}
      </p>
    </header>
  );
}

/** Over the full width when the numbers cannot vouch for themselves. */
export function TvBar() {
  const kind = useLive((live) => live.kind);
  const readAt = useLive((live) => live.readAt);
  const zone = useDesk((desk) => desk.desk?.timeZone ?? 'UTC');
  const old = useTick((now) =>
    readAt === null ? '' : kind === 'stale' ? dataAge((now - readAt) / 1000) : age((now - readAt) / 1000),
  );
  if (kind === 'loading') return <p className={styles.bar}>Reading the ITSM for the first time</p>;
  if (readAt === null || (kind !== 'stale' && kind !== 'offline')) return null;
  return kind === 'stale' ? (
    <p key="stale" className={`${styles.bar} ${styles.staleBar}`}>
      <Clock3 size="3rem" strokeWidth={1.75} aria-hidden="true" />
      <span>
        These numbers are <b>{`${old} old`}</b>. The ITSM has not answered since <bdi>{clockSeconds(readAt, zone)}</bdi>
        .
      </span>
    </p>
  ) : (
    <p key="offline" className={`${styles.bar} ${styles.offlineBar}`}>
      <WifiOff size="3rem" strokeWidth={1.75} aria-hidden="true" />
      <span>
        <b>Not connected.</b> Last numbers from <bdi>{clockSeconds(readAt, zone)}</bdi>, <bdi>{old}</bdi> ago.
        Reconnecting.
      </span>
    </p>
  );
}
