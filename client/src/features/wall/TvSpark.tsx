import { nextLimit } from '../../shared/kpi/limit';
import type { CardModel } from '../../shared/card/useCard';
import { trendLine } from '../../shared/trend/path';
import styles from './TvCard.module.css';

const width = 54,
  height = 26;

/** The trend of a card on the wall, in the ink of its card. */
export function TvSpark({ card }: { card: CardModel }) {
  const isLive = card.state === 'live';
  const limit = isLive ? nextLimit(card.definition, card.status) : null;
  const line = trendLine(card.trend, isLive ? card.value : null, card.kind, limit, { width, height });
  return (
    <svg className={styles.spark} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {line.band && <path className={styles.usual} d={line.band} />}
      {line.limit !== null && <path className={styles.bound} d={`M0 ${line.limit}H${width}`} />}
      {line.computed && <path className={`${styles.trend} ${styles.computed}`} d={line.computed} />}
      {line.path && <path className={styles.trend} d={line.path} />}
      {line.end && <circle className={styles.end} cx={line.end.x} cy={line.end.y} r="2" />}
    </svg>
  );
}
