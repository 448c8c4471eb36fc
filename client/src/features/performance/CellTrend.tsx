import { Sparkline } from '../../shared/card/Sparkline';
import { useLive } from '../../shared/live/live';
import { useView } from '../../shared/preferences/view';
import type { Group } from '../../shared/store/desk';
import { tickNow, useMinute } from '../../shared/tick/ticker';
import { trendOf, useTrends } from '../../shared/trend/trends';
import type { KpiDefinition, KpiResult } from '../../shared/wire/wire';
import styles from './CellTrend.module.css';

/** The latest hours of one number of a table; nothing while they are not known. */
export function CellTrend({
  definition,
  group,
  result,
  value,
}: {
  definition: KpiDefinition;
  group: Group | null;
  result: KpiResult | undefined;
  value: number;
}) {
  const held = useTrends();
  const minutes = useView((view) => view.window);
  const since = useLive((live) => (live.kind === 'live' ? null : live.readAt));
  useMinute();
  const trend = trendOf({ definition, group, result, now: tickNow(), since, minutes }, held);
  if (!trend.isTold) return null;
  return (
    <Sparkline
      className={styles.spark}
      trend={trend}
      now={since === null ? value : null}
      kind={definition.presentation.number}
      limit={null}
    />
  );
}
