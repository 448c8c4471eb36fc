import { Clock3, Pause, Play, TriangleAlert, WifiOff } from 'lucide-react';
import { Button, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import { age, dataAge } from '../../shared/format/duration';
import { whole } from '../../shared/format/number';
import { clockSeconds } from '../../shared/format/time';
import { useLive } from '../../shared/live/live';
import { pauseBoard, resumeBoard } from '../../shared/session/session';
import { useDesk } from '../../shared/store/desk';
import { useTick } from '../../shared/tick/ticker';
import type { SlicePulse } from '../../shared/wire/wire';
import ui from '../../shared/ui/ui.module.css';
import { useLiveText } from '../../shared/live/liveText';
import styles from './LivePill.module.css';

/** Live, stale or offline, and how old the data are; opens the ages by part, and Pause. */
export function LivePill() {
  const { kind, word, note, brief, warnings } = useLiveText();
  const wrong = warnings === 0 ? '' : warnings === 1 ? ' 1 warning.' : ` ${warnings} warnings.`;
  return (
    <DialogTrigger>
      <Button className={`${styles.pill} ${styles[kind] ?? ''}`}>
        <span className="hidden-text">{`${word}. ${note}${note && wrong && '.'}${wrong}`}</span>
        {kind === 'stale' ? (
          <Clock3 size="1rem" strokeWidth={1.5} aria-hidden="true" />
        ) : kind === 'offline' ? (
          <WifiOff size="1rem" strokeWidth={1.5} aria-hidden="true" />
        ) : kind === 'paused' ? (
          <Pause size="1rem" strokeWidth={1.5} aria-hidden="true" />
        ) : (
          <i className={styles.dot} />
        )}
        <b aria-hidden="true">{word}</b>
        <span className={styles.note} aria-hidden="true">
          {note}
        </span>
        <span className={styles.brief} aria-hidden="true">
          {brief}
        </span>
        {warnings > 0 && (
          <TriangleAlert className={styles.warned ?? ''} size="1rem" strokeWidth={1.5} aria-hidden="true" />
        )}
      </Button>
      <Popover className={`${ui.popover} ${styles.popover}`} placement="bottom end" offset={6}>
        <Dialog className={styles.dialog ?? ''}>
          <Details />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Details() {
  const slices = useLive((live) => live.slices);
  const paused = useDesk((desk) => desk.pause !== null);
  return (
    <>
      <Heading slot="title" className={styles.heading ?? ''}>
        Age of the data
      </Heading>
      <ul>
        {slices.map((slice) => (
          <Slice key={slice.slice} slice={slice} />
        ))}
        <History />
      </ul>
      {slices.length === 0 && <p className={styles.empty}>No sign from the desk yet.</p>}
      <Button className={styles.pause ?? ''} onPress={paused ? resumeBoard : pauseBoard}>
        {paused ? (
          <Play size="1rem" strokeWidth={1.5} aria-hidden="true" />
        ) : (
          <Pause size="1rem" strokeWidth={1.5} aria-hidden="true" />
        )}
        <bdi>{paused ? 'Go on' : 'Pause the board'}</bdi>
      </Button>
    </>
  );
}

const names: Record<string, string> = { tickets: 'Tickets', interventions: 'Interventions' };
const states = { loading: 'first read', live: 'live', failing: 'not answering' };

function Slice({ slice }: { slice: SlicePulse }) {
  const zone = useDesk((desk) => desk.desk?.timeZone ?? 'UTC');
  // As on the pill: while live, the age when the last message came.
  const pulseAt = useLive((live) => (live.readAt !== null && live.age !== null ? live.readAt + live.age * 1000 : null));
  const old = useTick((now) =>
    slice.readAt ? dataAge(((slice.state === 'live' ? (pulseAt ?? now) : now) - Date.parse(slice.readAt)) / 1000) : '–',
  );
  return (
    <li className={styles.slice}>
      <span>
        <b>{names[slice.slice] ?? slice.slice}</b>
        <span className={slice.state === 'failing' ? styles.failing : styles.state}>{states[slice.state]}</span>
      </span>
      <span aria-hidden="true">{old}</span>
      {slice.state !== 'live' && !slice.readAt && !!slice.loaded && (
        <p>{`${whole(slice.loaded)}${slice.toLoad ? ` of ${whole(slice.toLoad)}` : ''} rows read so far.`}</p>
      )}
      {slice.warnings?.map((warning) => (
        <p key={warning}>
          <bdi>{warning}</bdi>
        </p>
      ))}
      {slice.state === 'failing' && slice.failingSince && (
        <p>
          Since <bdi>{clockSeconds(Date.parse(slice.failingSince), zone)}</bdi>
          <bdi>{slice.error ? `: ${slice.error}` : ''}</bdi>.{' '}
          {slice.nextPollAt && <Next at={Date.parse(slice.nextPollAt)} />}
        </p>
      )}
    </li>
  );
}

/** Said only while it cannot be written. */
function History() {
  const since = useLive((live) => live.historyFailingSince);
  const zone = useDesk((desk) => desk.desk?.timeZone ?? 'UTC');
  return since === null ? null : (
    <li className={styles.slice}>
      <span>
        <b>History</b>
        <span className={styles.failing}>not written</span>
      </span>
      <p>
        <bdi>{`Since ${clockSeconds(since, zone)} the store does not take it.`}</bdi> It waits in memory until the store
        is back.
      </p>
    </li>
  );
}

function Next({ at }: { at: number }) {
  const wait = useTick((now) => age(Math.max(0, (at - now) / 1000)));
  return <span aria-hidden="true">{`Next try in ${wait}.`}</span>;
}
