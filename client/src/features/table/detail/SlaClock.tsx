import { StatusShape } from '../../../shared/kpi/shapes';
import { duration, serviceParts, text } from '../../../shared/format/duration';
import { columnTime } from '../../../shared/format/time';
import { useTick } from '../../../shared/tick/ticker';
import type { Sla } from '../../../shared/wire/rows';
import styles from './Detail.module.css';

const service = (seconds: number): string => text(serviceParts(seconds));

/** One service level clock: how much of its service time is used, ticking while it runs. */
export function SlaClock({ name, sla, at, zone }: { name: string; sla: Sla; at: number; zone: string }) {
  const elapsed = useTick((now) => Math.floor(sla.elapsed + sla.rate * Math.max(0, (now - at) / 1000)));
  const due = Date.parse(sla.dueAt);
  const word = useTick((now) => {
    if (sla.state === 'met') return 'Met';
    if (sla.state === 'breached') return `Late by ${duration((Date.parse(sla.stoppedAt!) - due) / 1000)}`;
    return now >= due ? `Overdue by ${duration((now - due) / 1000)}` : `${duration((due - now) / 1000)} left`;
  });
  const state = useTick((now) => (sla.state === 'running' && now >= due ? 'overdue' : sla.state));
  const late = state === 'overdue' || state === 'breached';
  return (
    <div className={`${styles.clock} ${styles[state] ?? ''}`}>
      <p className={styles.clockHead}>
        <span>{name}</span>
        <b>
          {state !== 'running' && <StatusShape status={late ? 'critical' : 'good'} className={styles.shape} />}
          <bdi>{word}</bdi>
        </b>
      </p>
      <div className={styles.track} aria-hidden="true">
        <i style={{ width: `${late ? 100 : Math.min(100, sla.target > 0 ? (elapsed / sla.target) * 100 : 100)}%` }} />
      </div>
      <p>
        {late
          ? `due ${columnTime(due, at, zone)}, ${service(sla.target)} service time`
          : `${service(elapsed)} of ${service(sla.target)} service time`}
      </p>
    </div>
  );
}
