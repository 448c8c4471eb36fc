import { nextLimit } from '../../../shared/kpi/limit';
import { useCard } from '../../../shared/card/useCard';
import card from '../../../shared/card/Card.module.css';
import { limitValue } from '../../../shared/format/value';
import { trendLine } from '../../../shared/trend/path';
import type { KpiDefinition } from '../../../shared/wire/wire';
import styles from './BoardCard.module.css';

const width = 372,
  height = 104;

/** The trend over the whole width of a card of two by two. */
export function BigTrend({ definition }: { definition: KpiDefinition }) {
  const { trend, value, kind, status, group, state, from, to } = useCard(definition);
  const limit = group || state !== 'live' ? null : nextLimit(definition, status);
  const line = trendLine(trend, value, kind, limit, { width, height, from, to });
  return (
    <svg
      className={styles.trend}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="xMidYMid meet"
      aria-hidden="true"
    >
      {line.limit !== null && <path className={card.limitLine} d={`M0 ${line.limit}H${width}`} />}
      {line.limit !== null && limit !== null && (
        <text className={card.limitLabel} x="0" y={line.limit + 11 > height ? line.limit - 4 : line.limit + 11}>
          {limitValue(limit, definition.presentation)}
        </text>
      )}
      {line.path && <path className={card.trend} d={line.path} />}
      {line.end && <circle className={card.end} cx={line.end.x} cy={line.end.y} r="2" />}
    </svg>
  );
}
