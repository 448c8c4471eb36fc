import { Bell } from 'lucide-react';
import { clock, clockSeconds } from '../../../shared/format/time';
import { valueText } from '../../../shared/format/value';
import { StatusShape } from '../../../shared/kpi/shapes';
import { useLiveText } from '../../../shared/live/liveText';
import { useDesk } from '../../../shared/store/desk';
import { useTick } from '../../../shared/tick/ticker';
import { join } from '../../../shared/ui/join';
import type { KpiDefinition } from '../../../shared/wire/wire';
import { HourChart } from './HourChart';
import type { DeskAlert } from './loud';
import styles from './TakeOver.module.css';
import { useHour } from './useHour';
import { limitOf, partsOf, textOf } from './words';

interface Props {
  shown: DeskAlert;
  /** How many have the screen in turn. */
  of: number;
  /** Which of them this is, from 0. */
  at: number;
  definition: KpiDefinition;
}

/** Long titles are smaller, so that they and a long value have room below each other. */
const sizeOf = (title: string): string | undefined =>
  title.length > 28 ? styles.smallest : title.length > 16 ? styles.smaller : undefined;

/** A critical alert has the whole screen: what it is, how it came, who has it, and that nobody says they care yet. */
export function TakeOver({ shown: { desk, alert }, of, at, definition }: Props) {
  const own = useDesk((state) => state.desks.find(({ id }) => id === desk));
  const zone = own?.timeZone ?? 'UTC';
  const hour = useHour(desk, alert);
  const { title, window } = definition.presentation;
  const parts = partsOf(alert, definition);
  const letters = textOf(parts).length;
  return (
    <main>
      <div className={styles.screen} role="alert">
        <header className={styles.head}>
          <StatusShape status="critical" className={styles.octagon} />
          <h1>Critical</h1>
          <p className={styles.since}>{`since ${clockSeconds(Date.parse(alert.since), zone)}`}</p>
          <p className={styles.desk} translate="no">
            {own?.name}
          </p>
          {own?.source === 'demo' && <p className={styles.demo}>Demo data</p>}
          <Clock zone={zone} />
        </header>
        <section className={join(styles.what, !hour.teams && styles.alone)}>
          <h2 className={sizeOf(title)}>
            <bdi>{title}</bdi>
            {(alert.group ?? window) && <span>{` ${alert.group ?? window}`}</span>}
          </h2>
          <div className={join(styles.number, letters > 3 && styles.long)}>
            <p className={styles.value} data-letters={Math.min(letters, 12)}>
              {parts.map((part, i) => (
                <span key={i} className={part.unit ? styles.unit : undefined}>
                  {part.text}
                </span>
              ))}
            </p>
            <div className={styles.side}>
              <p className={styles.limit}>{limitOf(alert, definition)}</p>
              {hour.line && <HourChart line={hour.line} alert={alert} definition={definition} zone={zone} />}
            </div>
          </div>
        </section>
        {hour.teams && <Teams teams={hour.teams} definition={definition} />}
        <footer className={styles.foot}>
          <Bell size="2.5rem" strokeWidth={2} aria-hidden="true" />
          <p>
            <b>Not acknowledged yet.</b> {of > 1 && <bdi>{`${at + 1} of ${of} alerts, in turn.`}</bdi>}
          </p>
          <Live />
        </footer>
      </div>
    </main>
  );
}

function Clock({ zone }: { zone: string }) {
  const time = useTick((now) => clock(now, zone));
  return (
    <p className={styles.clock} translate="no">
      {time}
    </p>
  );
}

function Live() {
  const { kind, word, note } = useLiveText();
  return (
    <p className={join(styles.live, kind !== 'live' && styles.isAway)}>
      <i />
      <b>{word}</b> {note && <bdi>{note}</bdi>}
    </p>
  );
}

const mostTeams = 5;

/** Those with the most of it; of a number that shall be high those with the least. */
function Teams({ teams, definition }: { teams: readonly (readonly [string, number])[]; definition: KpiDefinition }) {
  const { better, presentation } = definition;
  const worst = teams.toSorted(([, a], [, b]) => (better === 'higher' ? a - b : b - a)).slice(0, mostTeams);
  const whole = presentation.number === 'percent' ? 100 : Math.max(...worst.map(([, value]) => value), 1e-9);
  return (
    <section className={styles.teams}>
      <h3>By team</h3>
      <ul>
        {worst.map(([team, value]) => (
          <li key={team}>
            <p>
              <span translate="no">{team}</span>
              <b>{valueText(value, presentation.number)}</b>
            </p>
            <i>
              <i style={{ width: `${Math.min(100, Math.max(0, (value / whole) * 100))}%` }} />
            </i>
          </li>
        ))}
      </ul>
    </section>
  );
}
