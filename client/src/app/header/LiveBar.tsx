import { Clock3, WifiOff } from 'lucide-react';
import { age, dataAge } from '../../shared/format/duration';
import { whole } from '../../shared/format/number';
import { clockSeconds } from '../../shared/format/time';
import { useLive } from '../../shared/live/live';
import { resumeBoard, retryNow } from '../../shared/session/session';
import { useDesk } from '../../shared/store/desk';
import { useTick } from '../../shared/tick/ticker';
import styles from './LiveBar.module.css';

/** Below the header when the numbers cannot vouch for themselves: since when, and what next. */
export function LiveBar() {
  const kind = useLive((live) => live.kind);
  const problem = useDesk((desk) => desk.problem);
  const paused = useDesk((desk) => desk.pause !== null);
  if (problem)
    return (
      <div data-livebar className={`${styles.bar} ${styles.offline}`}>
        <WifiOff size="1rem" strokeWidth={1.5} aria-hidden="true" />
        <p>{problem}</p>
      </div>
    );
  if (kind === 'offline') return <Offline />;
  if (kind === 'stale') return <Stale />;
  if (kind === 'loading') return <Loading />;
  return paused ? <Paused /> : null;
}

function Loading() {
  const rows = useLive((live) => live.slices.reduce((sum, slice) => sum + (slice.readAt ? 0 : (slice.loaded ?? 0)), 0));
  // Of both kinds of rows, where it is known of each that is still to be read.
  const all = useLive((live) =>
    live.slices.every((slice) => slice.readAt ?? slice.toLoad)
      ? live.slices.reduce((sum, slice) => sum + (slice.readAt ? 0 : (slice.toLoad ?? 0)), 0)
      : null,
  );
  const error = useLive((live) => live.slices.find((slice) => slice.state === 'failing')?.error);
  return (
    <div data-livebar className={styles.bar}>
      <p>
        Reading the ITSM for the first time.
        <bdi aria-hidden="true">{rows > 0 ? ` ${whole(rows)}${all ? ` of ${whole(all)}` : ''} rows so far.` : ''}</bdi>
        <bdi>{error ? ` ${error}` : ''}</bdi>
      </p>
    </div>
  );
}

function Stale() {
  const readAt = useLive((live) => live.readAt);
  const next = useLive(
    (live) =>
      live.slices
        .map((slice) => slice.nextPollAt ?? '')
        .filter(Boolean)
        .toSorted()[0] ?? null,
  );
  // It answers, and what it answers cannot be used.
  const unusable = useLive((live) => live.slices.find((slice) => slice.state === 'failing' && !!slice.leftOut)?.error);
  const zone = useDesk((desk) => desk.desk?.timeZone ?? 'UTC');
  const old = useTick((now) => (readAt === null ? '' : dataAge((now - readAt) / 1000)));
  const wait = useTick((now) => (next && Date.parse(next) > now ? age((Date.parse(next) - now) / 1000) : ''));
  if (readAt === null) return null;
  return (
    <div data-livebar className={`${styles.bar} ${styles.stale}`}>
      <Clock3 size="1rem" strokeWidth={1.5} aria-hidden="true" />
      <p>
        <span aria-hidden="true">
          These numbers are <b>{`${old} old`}</b>.{' '}
        </span>
        <bdi>
          {unusable
            ? `What the ITSM gives cannot be used since ${clockSeconds(readAt, zone)}: ${unusable}`
            : `The ITSM has not answered since ${clockSeconds(readAt, zone)}.`}
        </bdi>
        <span aria-hidden="true">{wait ? ` Next try in ${wait}.` : ' Trying again.'}</span>
      </p>
    </div>
  );
}

function Offline() {
  const readAt = useLive((live) => live.readAt);
  const retryAt = useLive((live) => live.retryAt);
  const zone = useDesk((desk) => desk.desk?.timeZone ?? 'UTC');
  const ago = useTick((now) => (readAt === null ? '' : age((now - readAt) / 1000)));
  return (
    <div data-livebar className={`${styles.bar} ${styles.offline}`}>
      <WifiOff size="1rem" strokeWidth={1.5} aria-hidden="true" />
      <p>
        <b>Not connected.</b>{' '}
        {readAt !== null && (
          <>
            Last numbers from <bdi>{clockSeconds(readAt, zone)}</bdi>
            <span aria-hidden="true">{`, ${ago} ago`}</span>.{' '}
          </>
        )}
        <span>Reconnecting.</span>
      </p>
      <button type="button" className={styles.act} onClick={retryNow} disabled={retryAt === null}>
        Retry now
      </button>
    </div>
  );
}

function Paused() {
  const at = useDesk((desk) => desk.pause?.at ?? 0);
  const waiting = useDesk((desk) => desk.pause?.waiting.size ?? 0);
  const zone = useDesk((desk) => desk.desk?.timeZone ?? 'UTC');
  return (
    <div data-livebar className={`${styles.bar} ${styles.paused}`}>
      <p>
        <b>{`Paused at ${clockSeconds(at, zone)}`}</b>, <bdi>{waiting}</bdi>{' '}
        <bdi>{waiting === 1 ? 'change' : 'changes'}</bdi> waiting.
      </p>
      <button type="button" className={styles.act} onClick={resumeBoard}>
        Go on
      </button>
    </div>
  );
}
