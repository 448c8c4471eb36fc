import { memo } from 'react';
import { Card } from '../../../shared/card/Card';
import { useDesk } from '../../../shared/store/desk';
import type { KpiDefinition } from '../../../shared/wire/wire';
import { Bars, spokenBars, useBars } from './Bars';
import { BigTrend } from './BigTrend';
import styles from './BoardCard.module.css';
import { breakdownOf, chartOf, type Placed } from '../data/model';

interface Props {
  card: Placed;
  stop: boolean;
  elementId: string;
}

/** A card of an own board, in its size and with its chart. */
export const BoardCard = memo(function BoardCard({ card, stop, elementId }: Props) {
  const definition = useDesk((desk) => desk.catalogue[card.kpi]);
  const known = useDesk((desk) => desk.order.length > 0);
  if (definition) return <Known card={card} stop={stop} elementId={elementId} definition={definition} />;
  return (
    <div className={styles.unknown}>
      {known && (
        <>
          <b>{card.kpi}</b> is no KPI of this desk.
        </>
      )}
    </div>
  );
});

function Known({ card, stop, elementId, definition }: Props & { definition: KpiDefinition }) {
  const chart = chartOf(card, definition);
  const dimension = chart === 'bars' ? breakdownOf(card, definition) : null;
  const bars = useBars(definition, dimension);
  const most = card.size === '2x2' ? 6 : 3;
  return (
    <Card
      id={definition.id}
      stop={stop}
      elementId={elementId}
      size={card.size}
      trend={chart === 'trend' && card.size !== '2x2'}
      {...(dimension ? { spoken: spokenBars(bars, definition, dimension, most) } : {})}
    >
      {dimension ? (
        <Bars bars={bars} definition={definition} dimension={dimension} most={most} />
      ) : chart === 'trend' && card.size === '2x2' ? (
        <BigTrend definition={definition} />
      ) : card.size === '2x2' ? (
        <span />
      ) : null}
    </Card>
  );
}
