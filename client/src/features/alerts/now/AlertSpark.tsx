import { useLive } from '../../../shared/live/live';
import { useView } from '../../../shared/preferences/view';
import { useDesk } from '../../../shared/store/desk';
import { tickNow, useMinute } from '../../../shared/tick/ticker';
import { trendLine } from '../../../shared/trend/path';
import { trendOf, useTrends } from '../../../shared/trend/trends';
import type { AlertRule } from '../../../shared/wire/alerts';
import type { Alert } from '../../../shared/wire/wire';
import styles from './AlertSpark.module.css';
import { groupOf } from '../data/group';

const [width, height] = [132, 40];

/** The latest hours of the number that an alert is about, with the limit that matters now. */
export function AlertSpark({ alert, rule }: { alert: Alert; rule: AlertRule | undefined }) {
  const definition = useDesk((state) => state.catalogue[alert.kpi]);
  const group = groupOf(alert);
  const result = useDesk((state) => (group ? undefined : state.results[alert.kpi]));
  const minutes = useView((view) => view.window);
  const since = useLive((live) => (live.kind === 'live' ? null : live.readAt));
  const held = useTrends();
  useMinute();
  if (!definition) return <span className={styles.spark} />;
  const trend = trendOf({ definition, group, result, now: tickNow(), since, minutes }, held);
  const limit = alert.severity === 'warning' && rule?.critical ? rule.critical.at : alert.limit;
  const value = since === null ? alert.value : null;
  const line = trendLine(trend, value, definition.presentation.number, limit, { width, height });
  return (
    <svg
      className={`${styles.spark} ${alert.severity === 'critical' ? styles.critical : styles.warning}`}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
    >
      {line.limit !== null && <path className={styles.limit} d={`M0 ${line.limit}H${width}`} />}
      {line.computed && <path className={`${styles.line} ${styles.computed}`} d={line.computed} />}
      {line.path && <path className={styles.line} d={line.path} />}
      {line.end && <circle cx={line.end.x} cy={line.end.y} r="2.5" />}
    </svg>
  );
}
