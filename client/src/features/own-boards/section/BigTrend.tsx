import { nextLimit } from '../../../shared/kpi/limit';
import { labelsOf, Sparkline } from '../../../shared/card/Sparkline';
import { useCard } from '../../../shared/card/useCard';
import type { KpiDefinition } from '../../../shared/wire/wire';
import styles from './BoardCard.module.css';

/** The trend over the whole width of a card of two by two. */
export function BigTrend({ definition }: { definition: KpiDefinition }) {
  const card = useCard(definition);
  const isLive = card.state === 'live';
  return (
    <Sparkline
      size="big"
      className={styles.trend}
      trend={card.trend}
      now={isLive ? card.value : null}
      kind={card.kind}
      limit={card.group || !isLive ? null : nextLimit(definition, card.status)}
      labels={labelsOf(card)}
    />
  );
}
