import { Link } from 'wouter';
import { duration } from '../../../shared/format/duration';
import { clock, moment } from '../../../shared/format/time';
import { StatusShape } from '../../../shared/kpi/shapes';
import { useDesk } from '../../../shared/store/desk';
import { tickNow } from '../../../shared/tick/ticker';
import type { AlertRule } from '../../../shared/wire/alerts';
import type { Alert } from '../../../shared/wire/wire';
import { limitWords, alertValue, recipients, severityWord, titleOf, whereText } from '../data/words';
import { usePageOfAlert } from '../data/usePageOfAlert';
import styles from './EndedTable.module.css';

/** How long it fired, seconds; of one that still does, until now. */
export const lasted = ({ firedAt, since, resolvedAt }: Alert): number =>
  Math.max(0, ((resolvedAt ? Date.parse(resolvedAt) : tickNow()) - Date.parse(firedAt ?? since)) / 1000);

/** Alerts that are over, one a line. */
export function EndedTable({
  alerts,
  rules,
  label,
}: {
  alerts: readonly Alert[];
  rules: readonly AlertRule[] | null;
  label: string;
}) {
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">Alert</th>
            <th scope="col">Group</th>
            <th scope="col" className={styles.number}>
              Worst
            </th>
            <th scope="col">Limit then</th>
            <th scope="col" className={styles.number}>
              From
            </th>
            <th scope="col" className={styles.number}>
              To
            </th>
            <th scope="col" className={styles.number}>
              Lasted
            </th>
            <th scope="col">Acknowledged</th>
            <th scope="col">Comment</th>
            <th scope="col">Told</th>
          </tr>
        </thead>
        <tbody>
          {alerts.map((alert) => (
            <Line key={alert.id} alert={alert} rule={rules?.find(({ id }) => id === alert.rule)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({ alert, rule }: { alert: Alert; rule: AlertRule | undefined }) {
  const catalogue = useDesk((state) => state.catalogue);
  const zone = useDesk((state) => state.desk?.timeZone ?? 'UTC');
  const pageOf = usePageOfAlert();
  const definition = catalogue[alert.kpi];
  const now = tickNow();
  const { acknowledged } = alert;
  return (
    <tr>
      <th scope="row">
        <StatusShape status={alert.severity} className={styles.shape} />
        <span className="hidden-text">{severityWord(alert.severity)}</span>
        <Link href={pageOf(alert)}>{titleOf(alert, catalogue)}</Link>
      </th>
      <td>{whereText(alert)}</td>
      <td className={styles.number}>{alertValue({ ...alert, value: alert.worst ?? alert.value }, definition, zone)}</td>
      <td className={styles.note}>{limitWords(alert, undefined, definition)}</td>
      <td className={styles.number}>{moment(Date.parse(alert.firedAt ?? alert.since), now, zone)}</td>
      <td className={styles.number}>{alert.resolvedAt ? clock(Date.parse(alert.resolvedAt), zone) : 'still fires'}</td>
      <td className={styles.number}>{duration(lasted(alert))}</td>
      <td>
        {acknowledged
          ? [acknowledged.by, moment(Date.parse(acknowledged.at), now, zone)].filter(Boolean).join(', ')
          : 'nobody'}
      </td>
      <td className={styles.comment}>{alert.ruleChanged ? 'The rule was changed' : acknowledged?.comment || '–'}</td>
      <td className={styles.note}>{rule ? recipients(rule.notify).join(', ') : '–'}</td>
    </tr>
  );
}
