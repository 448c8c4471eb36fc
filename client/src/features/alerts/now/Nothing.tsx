import { Link } from 'wouter';
import { columnTime } from '../../../shared/format/time';
import { StatusShape } from '../../../shared/kpi/shapes';
import { plural } from '../../../shared/format/duration';
import { useAlerts } from '../../../shared/alerts/alerts';
import { useDesk } from '../../../shared/store/desk';
import { tickNow } from '../../../shared/tick/ticker';
import type { AlertRule } from '../../../shared/wire/alerts';
import styles from './Now.module.css';

/** Nothing fires: since when, and how many rules watch. */
export function Nothing({ rules, isFiltered }: { rules: readonly AlertRule[] | null; isFiltered: boolean }) {
  const zone = useDesk((state) => state.desk?.timeZone ?? 'UTC');
  const last = useAlerts(({ ended }) => [...ended.values()].at(-1)?.resolvedAt ?? null);
  const on = rules?.filter(({ enabled }) => enabled).length ?? null;
  return (
    <div className={styles.nothing}>
      <StatusShape status="good" className={styles.good} />
      <div>
        <h3>{isFiltered ? 'Nothing of these fires' : 'Nothing fires'}</h3>
        {last && <p>{`The last one ended ${columnTime(Date.parse(last), tickNow(), zone)}.`}</p>}
        {on !== null && (
          <p>
            <bdi>{on === 0 ? 'No rule is switched on.' : `${plural(on, 'rule')} switched on.`}</bdi>{' '}
            <Link href="/alerts/rules">{on === 0 ? 'Switch one on' : 'Open the rules'}</Link>
          </p>
        )}
      </div>
    </div>
  );
}
