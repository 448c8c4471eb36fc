import { Settings2 } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { isLoud, useAlerts } from '../../../shared/alerts/alerts';
import { duration } from '../../../shared/format/duration';
import { moment } from '../../../shared/format/time';
import { StatusShape } from '../../../shared/kpi/shapes';
import { useDesk } from '../../../shared/store/desk';
import { tickNow, useTick } from '../../../shared/tick/ticker';
import form from '../../../shared/ui/form.module.css';
import { useAnswer } from '../../../shared/ui/useAnswer';
import type { Alert } from '../../../shared/wire/wire';
import { alertsPath } from '../data/api';
import { endedSince, firing } from '../data/order';
import { limitWords, alertValue, titleOf, whereText } from '../data/words';
import styles from './Bell.module.css';

/** What fired since an instant: what still does, and what ended. */
export function Missed({ from, close }: { from: number; close: () => void }) {
  const desk = useDesk((state) => state.desk);
  const [, go] = useLocation();
  const { data, fault } = useAnswer<readonly Alert[]>(desk && alertsPath(desk.id, from));
  const { standing, ended: seen } = useAlerts();
  const zone = desk?.timeZone ?? 'UTC';
  const still = firing(standing?.values() ?? []).filter((alert) => isLoud(alert));
  const fired = still.filter(({ firedAt }) => firedAt !== null && Date.parse(firedAt) > from);
  const ended = endedSince(data ?? [], seen.values(), from);
  const now = tickNow();
  return (
    <>
      <header className={styles.head}>
        <h2>While you were away</h2>
        <p>{`${moment(from, now, zone)} to ${moment(now, now, zone)}, ${duration((now - from) / 1000)}`}</p>
        <p className={styles.sums}>{sums(fired.length, ended.length)}</p>
        {fault && <p className={styles.fault}>{`What ended is not available. ${fault}`}</p>}
      </header>
      <Part title="Still firing" alerts={still} zone={zone} />
      <Part title="Ended" alerts={ended} zone={zone} />
      <footer className={styles.foot}>
        <button
          type="button"
          className={form.button}
          onClick={() => {
            close();
            go('/alerts');
          }}
        >
          Open alerts
        </button>
        <Link href="/alerts/notices" className={styles.notices} onClick={close}>
          <Settings2 size="1rem" strokeWidth={1.5} aria-hidden="true" />
          <bdi>Notices</bdi>
        </Link>
      </footer>
    </>
  );
}

/** "3 alerts fired and still do, 2 ended." */
function sums(fired: number, ended: number): string {
  const parts = [
    fired > 0 ? `${fired} ${fired === 1 ? 'alert' : 'alerts'} fired and still ${fired === 1 ? 'does' : 'do'}` : null,
    ended > 0 ? `${ended} ended` : null,
  ].filter(Boolean);
  return parts.length === 0 ? 'No alert since then.' : `${parts.join(', ')}.`;
}

function Part({ title, alerts, zone }: { title: string; alerts: readonly Alert[]; zone: string }) {
  if (alerts.length === 0) return null;
  return (
    <section className={styles.part}>
      <h3>{title}</h3>
      <ul>
        {alerts.map((alert) => (
          <Entry key={alert.id} alert={alert} zone={zone} />
        ))}
      </ul>
    </section>
  );
}

function Entry({ alert, zone }: { alert: Alert; zone: string }) {
  const catalogue = useDesk((state) => state.catalogue);
  const definition = catalogue[alert.kpi];
  const begin = Date.parse(alert.firedAt ?? alert.since);
  const isOver = alert.resolvedAt !== null;
  const end = isOver ? Date.parse(alert.resolvedAt!) : null;
  const lasts = useTick((now) => duration(Math.max(0, ((end ?? now) - begin) / 1000)));
  const where = alert.group === null ? '' : `, ${whereText(alert)}`;
  const limit = limitWords(alert, undefined, definition);
  return (
    <li className={styles.entry}>
      <StatusShape status={isOver ? 'good' : alert.severity} className={styles.shape} />
      <div>
        <b>{`${titleOf(alert, catalogue)}${where}${isOver ? '' : `, ${alertValue(alert, definition, zone)}`}`}</b>
        <p>
          {isOver
            ? `worst ${alertValue({ ...alert, value: alert.worst }, definition, zone)}, ${limit}`
            : `${limit}, ${takenText(alert)}`}
        </p>
      </div>
      <div className={styles.times}>
        <bdi>{moment(end ?? begin, tickNow(), zone)}</bdi>
        <p>{isOver ? `after ${lasts}` : lasts}</p>
      </div>
    </li>
  );
}

const takenText = ({ acknowledged }: Alert): string =>
  acknowledged ? (acknowledged.by ? `acknowledged by ${acknowledged.by}` : 'acknowledged') : 'nobody yet';
