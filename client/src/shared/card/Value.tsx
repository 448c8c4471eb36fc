import { useRef } from 'react';
import { valueParts, valueText } from '../format/value';
import styles from './Card.module.css';
import { useArrival } from './motion';
import { unitWord } from '../kpi/unitWord';
import type { CardModel } from './useCard';

/** The number. When it changes it slides in; it never counts up. `plain` leaves the unit word out. */
export function Value({ card, plain = false }: { card: CardModel; plain?: boolean }) {
  const { definition, kind, value, state } = card;
  const element = useRef<HTMLSpanElement>(null);
  useArrival(card.result?.revision, value === null ? '' : valueText(value, kind, definition), element);
  if (state === 'failed') return <span className={styles.unavailable}>not available</span>;
  if (value === null) return <span className={styles.value}>–</span>;
  const parts = valueParts(value, kind, definition);
  const unit = plain ? null : unitWord(definition, parts[0]!.text);
  return (
    <span className={styles.value} ref={element} translate="no">
      {parts.map((part, i) =>
        part.unit ? (
          <span key={i} className={part.text === '%' ? styles.percent : styles.letters}>
            {part.text}
          </span>
        ) : (
          <span key={i}>{part.text}</span>
        ),
      )}
      {unit && <span className={styles.unit}>{unit}</span>}
    </span>
  );
}
