import { Link } from 'wouter';
import { nextLimit, statusWord } from '../../shared/kpi/limit';
import { StatusShape, UnusualShape } from '../../shared/kpi/shapes';
import { usePageOf } from '../../shared/kpi/usePageOf';
import { Sparkline } from '../../shared/card/Sparkline';
import { useCard } from '../../shared/card/useCard';
import { useMoves } from '../../shared/moves/useMoves';
import { Value } from '../../shared/card/Value';
import cards from '../../shared/card/Card.module.css';
import { useDesk } from '../../shared/store/desk';
import type { KpiDefinition } from '../../shared/wire/wire';
import styles from './Attention.module.css';
import { useTroubled } from './useTroubled';

/** On a phone what is wrong comes first, as rows. */
export function Attention() {
  const ids = useTroubled();
  const group = useDesk((desk) => desk.group);
  const catalogue = useDesk((desk) => desk.catalogue);
  if (ids.length === 0 || group) return null;
  return (
    <section className={styles.attention} aria-labelledby="attention-heading">
      <h2 className={styles.heading} id="attention-heading">
        Needs attention
      </h2>
      <ul className={styles.rows}>
        {ids.map((id) => (
          <Row key={id} definition={catalogue[id]!} />
        ))}
      </ul>
    </section>
  );
}

function Row({ definition }: { definition: KpiDefinition }) {
  const card = useCard(definition);
  const moves = useMoves<HTMLAnchorElement>(definition);
  const pageOf = usePageOf();
  if (card.state === 'loading') return null;
  const { status } = card;
  const live = card.state === 'live';
  return (
    <li className={styles.row} data-status={status} data-state={card.state} data-card={definition.id}>
      <Link
        ref={moves.trigger}
        href={pageOf(definition.id, null)}
        className={`${styles.hit} ${live ? (cards[status] ?? '') : ''}`}
        data-row={definition.id}
      >
        <StatusShape status={status} className={styles.shape} />
        <span className={styles.text}>
          <span className={styles.title}>{definition.presentation.title}</span>
          <span className={styles.limit}>
            <b>{statusWord[status]}</b>, <bdi>{card.words}</bdi>
            {card.isUnusual && (
              <>
                <UnusualShape className={styles.unusual} />
                <span className="hidden-text">
                  {card.usual ? `, unusual: ${card.usual} is usual now` : ', unusual'}
                </span>
              </>
            )}
          </span>
        </span>
        <Value card={card} plain />
        <Sparkline
          trend={card.trend}
          now={live ? card.value : null}
          kind={card.kind}
          limit={nextLimit(definition, status)}
        />
      </Link>
      {moves.popover}
    </li>
  );
}
