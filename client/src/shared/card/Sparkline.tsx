import { trendLine } from '../trend/path';
import type { Point } from '../trend/series';
import type { NumberKind } from '../wire/wire';
import styles from './Card.module.css';

interface Props {
  points: readonly Point[];
  now: number | null;
  kind: NumberKind;
  limit: number | null;
  limitLabel?: string | undefined;
  from: number;
  to: number;
  wide?: boolean;
}

/** The trend beside the number. It never magnifies noise, and the card's name says what it shows. */
export function Sparkline({ points, now, kind, limit, limitLabel, from, to, wide = false }: Props) {
  const width = wide ? 196 : 54,
    height = wide ? 58 : 26;
  const line = trendLine(points, now, kind, limit, { width, height, from, to });
  return (
    <svg className={wide ? styles.chart : styles.spark} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {line.limit !== null && <path className={styles.limitLine} d={`M0 ${line.limit}H${width}`} />}
      {line.limit !== null && wide && limitLabel && (
        <text className={styles.limitLabel} x="0" y={line.limit + 11 > height ? line.limit - 4 : line.limit + 11}>
          {limitLabel}
        </text>
      )}
      {line.path && <path className={styles.trend} d={line.path} />}
      {line.end && <circle className={styles.end} cx={line.end.x} cy={line.end.y} r="2" />}
    </svg>
  );
}
