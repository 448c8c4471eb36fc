import { clock } from '../../../shared/format/time';
import { trendLine } from '../../../shared/trend/path';
import type { Alert, KpiDefinition } from '../../../shared/wire/wire';
import styles from './TakeOver.module.css';
import type { Line } from './useHour';

interface Props {
  line: Line;
  alert: Alert;
  definition: KpiDefinition;
  zone: string;
}

const width = 160,
  height = 44;

/** The last hour of an alert's number, with the limit it has crossed. */
export function HourChart({ line, alert, definition, zone }: Props) {
  const { number } = definition.presentation;
  const drawn = trendLine(line, alert.value, number, alert.limit, { width, height }, true);
  return (
    <div className={styles.hour} aria-hidden="true">
      <svg viewBox={`0 0 ${width} ${height}`}>
        {drawn.limit !== null && <path className={styles.bound} d={`M0 ${drawn.limit}H${width}`} />}
        <path className={styles.line} d={drawn.path} />
        {drawn.end && <circle cx={drawn.end.x - 1} cy={drawn.end.y} r="3.4" />}
      </svg>
      <p>
        <span>{clock(line.from, zone)}</span>
        <span>now</span>
      </p>
    </div>
  );
}
