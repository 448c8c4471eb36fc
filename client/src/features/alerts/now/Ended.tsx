import { useAlerts } from '../../../shared/alerts/alerts';
import { duration, plural } from '../../../shared/format/duration';
import { startOfDay } from '../../../shared/format/zone';
import { useDesk } from '../../../shared/store/desk';
import { useMinute } from '../../../shared/tick/ticker';
import { useAnswer } from '../../../shared/ui/useAnswer';
import type { AlertRule } from '../../../shared/wire/alerts';
import type { Alert } from '../../../shared/wire/wire';
import { alertsPath } from '../data/api';
import { endedSince } from '../data/order';
import { EndedTable, lasted } from '../history/EndedTable';
import styles from './Now.module.css';

/** What ended on this day of the desk; goes on as it happens. */
export function Ended({ rules }: { rules: readonly AlertRule[] | null }) {
  const desk = useDesk((state) => state.desk);
  const minute = useMinute();
  const from = startOfDay(minute, desk?.timeZone ?? 'UTC');
  const { data, fault, renew } = useAnswer<readonly Alert[]>(desk && alertsPath(desk.id, from));
  const seen = useAlerts((state) => state.ended);
  const ended = endedSince(data ?? [], seen.values(), from);
  if (fault !== null && data === null)
    return (
      <p className={styles.state}>
        <bdi>{`What ended today is not available. ${fault}`}</bdi>{' '}
        <button type="button" className={styles.quietAct} onClick={renew}>
          Try again
        </button>
      </p>
    );
  if (ended.length === 0) return null;
  return (
    <section className={styles.ended} aria-labelledby="ended-today">
      <p className={styles.endedHead}>
        <b id="ended-today">Ended today</b>
        <bdi>{`${plural(ended.length, 'alert')}, longest ${duration(Math.max(...ended.map(lasted)))}`}</bdi>
      </p>
      <EndedTable alerts={ended} rules={rules} label="Ended today" />
    </section>
  );
}
