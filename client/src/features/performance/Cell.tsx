import { Link } from 'wouter';
import { StatusShape } from '../../shared/kpi/shapes';
import { valueText } from '../../shared/format/value';
import { useTick } from '../../shared/tick/ticker';
import type { KpiDefinition, Status } from '../../shared/wire/wire';
import styles from './PerformancePage.module.css';

interface Props {
  definition: KpiDefinition;
  /** Null: nothing to measure; undefined: not known yet. */
  value: number | null | undefined;
  rate: number;
  /** When the value held, ISO 8601. */
  asOf: string;
  /** The rows behind it; null where there are none: its value stands, and leads nowhere. */
  href: string | null;
  statusOf: (value: number | null | undefined) => Status;
}

/** One group's value of one KPI; it leads to its rows. */
export const Cell = ({ rate, ...props }: Props) =>
  rate > 0 && props.value != null ? <Growing {...props} rate={rate} value={props.value} /> : <Still {...props} />;

/** Ages grow by themselves; to the minute, as their cards. */
function Growing({ rate, asOf, value, ...props }: Props & { value: number }) {
  const now = useTick((at) => Math.floor((value + rate * Math.max(0, (at - Date.parse(asOf)) / 1000)) / 60) * 60);
  return <Still {...props} asOf={asOf} value={now} />;
}

function Still({ definition, value, href, statusOf }: Omit<Props, 'rate'>) {
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
    <td className={isMarked ? styles[status] : undefined}>
      <Link href={href} tabIndex={-1}>
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
