import { CircleAlert, WifiOff } from 'lucide-react';
import { useState } from 'react';
import { dataAge, duration } from '../../../shared/format/duration';
import { clockSeconds } from '../../../shared/format/time';
import { StatusShape } from '../../../shared/kpi/shapes';
import { useDesk } from '../../../shared/store/desk';
import { useTick } from '../../../shared/tick/ticker';
import { ask } from '../../../shared/wire/api';
import form from '../../../shared/ui/form.module.css';
import { join } from '../../../shared/ui/join';
import { cardsOf, pageName, soundText, stateWord, troubleOf } from '../data/fleet';
import type { WallDisplay } from '../../../shared/wire/wire';
import styles from './Tile.module.css';

interface Props {
  display: WallDisplay;
  usualVersion: string | null;
  onEdit: () => void;
  onRevoke: () => void;
}

const told = {
  reload: 'It reloads now.',
  identify: 'Its name stands on it for 10 s.',
  sound: 'It makes its sound now, where its browser lets it.',
};

/** A display: what it shows in words and marks, how it is, and what can be done to it. */
export function Tile({ display, usualVersion, onEdit, onRevoke }: Props) {
  const { id, name, place, state, page, version, seenAt, latency } = display;
  const zone = useDesk((desk) => desk.desk?.timeZone ?? 'UTC');
  const at = (time: string): string => clockSeconds(Date.parse(time), zone);
  const [loud = '', rest = ''] = useTick((now) => (troubleOf(display, now, at) ?? []).join('\n')).split('\n');
  const seen = useTick((now) =>
    seenAt === null ? 'none yet' : `${duration(Math.max(0, (now - Date.parse(seenAt)) / 1000))} ago`,
  );
  const [said, setSaid] = useState('');
  const tell = (action: keyof typeof told): void => {
    ask(`/api/displays/${encodeURIComponent(id)}/${action}`, { method: 'POST' }).then(
      () => setSaid(told[action]),
      (error: unknown) => setSaid(error instanceof Error ? error.message : 'Not told: try again.'),
    );
  };
  const isLive = state === 'live';
  const heard = soundText(display);
  const isOther = version !== null && usualVersion !== null && version !== usualVersion;
  return (
    <li className={join(styles.tile, styles[state])} data-display={id} aria-label={`${name}, ${stateWord[state]}`}>
      <Screen display={display} />
      <div className={styles.body}>
        <div className={styles.head}>
          <h3 translate="no">{name}</h3>
          <State state={state} />
        </div>
        <p className={styles.place} translate="no">
          {place}
        </p>
        {loud && (
          <p className={styles.trouble}>
            <b>{loud}</b>
            <span>{rest}</span>
          </p>
        )}
        <dl className={styles.facts}>
          <Fact name="Page" value={page ? `${page}${isLive ? '' : ', last seen'}` : 'none yet'} />
          <Fact name="Heartbeat" value={state === 'offline' && seenAt ? at(seenAt) : seen} />
          {isLive && display.dataAge !== null && (
            <Fact
              name="Data age"
              value={`${dataAge(display.dataAge)}${latency === null ? '' : `, latency ${Math.round(latency)} ms`}`}
            />
          )}
          {heard !== null && (
            <>
              <dt>Sound</dt>
              <dd>
                <bdi>{heard}</bdi>
                {isLive && (
                  <button type="button" className={styles.test} onClick={() => tell('sound')}>
                    Test sound
                  </button>
                )}
              </dd>
            </>
          )}
          {version && <Fact name="Version" value={isOther ? `${version}, reloads at a quiet moment` : version} />}
        </dl>
        <p className={styles.said} role="status">
          {said}
        </p>
        <div className={styles.buttons}>
          {state === 'frozen' && (
            <button type="button" className={form.main} onClick={() => tell('reload')}>
              Reload it
            </button>
          )}
          <button type="button" className={form.button} onClick={() => tell('identify')} disabled={state === 'never'}>
            Identify
          </button>
          {state !== 'frozen' && (
            <button type="button" className={form.button} onClick={() => tell('reload')} disabled={state === 'never'}>
              Reload
            </button>
          )}
          <button type="button" className={form.button} onClick={onEdit}>
            Edit
          </button>
          <button type="button" className={join(form.button, styles.last)} onClick={onRevoke}>
            Revoke
          </button>
        </div>
      </div>
    </li>
  );
}

const Fact = ({ name, value }: { name: string; value: string }) => (
  <>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </>
);

function State({ state }: { state: WallDisplay['state'] }) {
  return (
    <p className={styles.state}>
      {state === 'live' ? (
        <i className={styles.dot} />
      ) : state === 'frozen' ? (
        <CircleAlert size="0.875rem" aria-hidden="true" />
      ) : (
        <WifiOff size="0.875rem" aria-hidden="true" />
      )}
      <span>{stateWord[state]}</span>
    </p>
  );
}

/** What stands on the wall: the page's title, and the marks of its cards where the desk is the one that is open. */
function Screen({ display }: { display: WallDisplay }) {
  const marks = useDesk((desk) =>
    cardsOf(display, desk.desk?.id ?? '', desk.catalogue)
      .map((id) => desk.results[id]?.status ?? 'none')
      .join(' '),
  );
  return (
    <div className={styles.screen} aria-hidden="true">
      <b>{pageName(display.page) || 'No page yet'}</b>
      {display.state === 'live' && marks && (
        <p>
          {marks.split(' ').map((status, place) => (
            <i key={place} className={styles[`is-${status}`]}>
              {(status === 'warning' || status === 'critical') && <StatusShape status={status} />}
            </i>
          ))}
        </p>
      )}
    </div>
  );
}
