import { Link } from 'wouter';
import { historyOf } from '../../shared/kpi/historyOf';
import { StatusShape } from '../../shared/kpi/shapes';
import { valueText } from '../../shared/format/value';
import { useTick } from '../../shared/tick/ticker';
import type { Group } from '../../shared/store/desk';
import { mayBeFurther, usualDimensions } from '../../shared/store/breakdowns';
import type { KpiDefinition, KpiResult, Status } from '../../shared/wire/wire';
import { CellTrend } from './CellTrend';
import styles from './PerformancePage.module.css';

interface Props {
  definition: KpiDefinition;
  /** The group it is of; null = the whole desk. */
  group: Group | null;
  /** Null: nothing to measure; undefined: not known yet. */
  value: number | null | undefined;
  /** The KPI's result that the value is of. */
  result: KpiResult | undefined;
  /** The rows behind it; null where there are none: its value stands, and leads nowhere. */
  href: string | null;
  statusOf: (value: number | null | undefined) => Status;
}

/** The page of its history: of people there is none. */
export const historyIn = (definition: KpiDefinition, group: Group | null): string | undefined =>
  group === null || usualDimensions.includes(group.dimension) || mayBeFurther(group.dimension)
    ? historyOf(definition.id, group)
    : undefined;

/** One group's value of one KPI; it leads to its rows. */
export const Cell = (props: Props) =>
  props.result?.rate && props.value != null ? (
    <Growing {...props} result={props.result} value={props.value} />
  ) : (
    <Still {...props} />
  );

/** Ages grow by themselves; to the minute, as their cards. */
function Growing({ value, ...props }: Props & { result: KpiResult; value: number }) {
  const { rate, asOf } = props.result;
  const now = useTick((at) => Math.floor((value + rate * Math.max(0, (at - Date.parse(asOf)) / 1000)) / 60) * 60);
  return <Still {...props} value={now} />;
}

function Still({ definition, group, result, value, href, statusOf }: Props) {
  const status = statusOf(value),
    isMarked = status === 'critical' || status === 'warning';
  const text = value == null ? '–' : valueText(value, definition.presentation.number, definition);
  if (!href)
    return (
      <td tabIndex={-1} className={styles.idle}>
        {value === undefined ? <span className="hidden-text">not known yet</span> : <bdi>{text}</bdi>}
      </td>
    );
  return (
    <td className={isMarked ? styles[status] : undefined} data-history={historyIn(definition, group)}>
      <Link href={href} tabIndex={-1}>
        {value != null && <CellTrend definition={definition} group={group} result={result} value={value} />}
        {isMarked && (
          <>
            <StatusShape status={status} className={styles.shape} />
            <span className="hidden-text">{`${status}, `}</span>
          </>
        )}
        <bdi>{text}</bdi>
      </Link>
    </td>
  );
}
