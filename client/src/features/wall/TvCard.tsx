import { crossingText } from '../../shared/kpi/ahead';
import { limitText, statusWord } from '../../shared/kpi/limit';
import { movedText } from '../../shared/card/moved';
import { asOf, sentence } from '../../shared/card/sentence';
import { ClockMark, StatusShape, TrendArrow, UnusualShape } from '../../shared/kpi/shapes';
import { useCard, type CardModel } from '../../shared/card/useCard';
import { age } from '../../shared/format/duration';
import { clockSeconds } from '../../shared/format/time';
import { valueParts } from '../../shared/format/value';
import { useDesk } from '../../shared/store/desk';
import { tickNow, useTick } from '../../shared/tick/ticker';
import type { KpiDefinition } from '../../shared/wire/wire';
import { Region } from '../../shared/ui/Region';
import { hasRoomBeside, valueSize } from './fit';
import styles from './TvCard.module.css';
import { TvSpark } from './TvSpark';

/** A card to be read at six metres: no word under 30. */
export function TvCard({ definition, room }: { definition: KpiDefinition; room: number }) {
  const card = useCard(definition);
  const zone = useDesk((desk) => desk.desk?.timeZone ?? 'UTC');
  const { title, window } = definition.presentation;
  const status = card.state === 'loading' || card.state === 'failed' ? 'none' : card.status;
  const moved = card.result?.moved;
  const name = sentence(definition, {
    value: card.value,
    status: card.status,
    words: card.words,
    direction: card.way,
    isUnusual: card.isUnusual,
    usual: card.usual,
    moved,
    age: moved ? (tickNow() - Date.parse(moved.at)) / 1000 : null,
    failed: card.state === 'failed',
    loading: card.state === 'loading',
    ...asOf(card, zone),
  });
  return (
    <li className={`${styles.card} ${styles[status] ?? ''} ${styles[card.state] ?? ''}`} data-kpi={definition.id}>
      <p className="hidden-text">{name}</p>
      <div className={styles.body} aria-hidden="true">
        <p className={styles.title}>
          <bdi>{title}</bdi>
          {window && (
            <>
              {' '}
              <span>{window}</span>
            </>
          )}
        </p>
        {card.state === 'loading' ? (
          <i className={styles.block} />
        ) : (
          <Region name="This number">
            <Number card={card} room={room} />
            <Limit card={card} room={room} />
            <Foot card={card} />
          </Region>
        )}
      </div>
    </li>
  );
}

function Number({ card, room }: { card: CardModel; room: number }) {
  if (card.state === 'failed')
    return (
      <p className={styles.value} style={{ fontSize: '3.75rem' }}>
        not available
      </p>
    );
  const parts = card.value === null ? [{ text: '–', unit: false }] : valueParts(card.value, card.kind, card.definition);
  return (
    <p className={styles.value} style={{ fontSize: `${valueSize(parts, room) / 16}rem` }}>
      {parts.map((part, i) => (
        <span key={i} className={part.unit ? styles.unit : undefined}>
          {part.text}
        </span>
      ))}
    </p>
  );
}

function Limit({ card, room }: { card: CardModel; room: number }) {
  const zone = useDesk((desk) => desk.desk?.timeZone ?? 'UTC');
  const { status, definition, value, state, next } = card;
  const words = state !== 'failed' && (status === 'warning' || status === 'critical');
  const limit = value === null ? definition.presentation.empty : limitText(definition, status);
  // What prevents it has no room here: the time has.
  const second = next ? crossingText({ ...next, rows: null }, definition, zone) : words ? limit : '';
  return (
    <div>
      <p className={styles.line}>
        <span className={styles.chip}>
          <StatusShape
            status={state === 'failed' ? 'failed' : value === null ? 'none' : status}
            className={styles.shape}
          />
          <bdi>{words ? statusWord[status] : state === 'failed' ? 'Failed' : limit}</bdi>
        </span>
        <span className={styles.signs}>
          {card.isUnusual && <UnusualShape className={styles.shape} />}
          {state === 'live' && card.way && <TrendArrow way={card.way} className={styles.arrow} />}
        </span>
      </p>
      <p className={styles.second}>
        <span className={styles.limit}>{second}</span>
        {value !== null && state !== 'failed' && hasRoomBeside(second, room) && <TvSpark card={card} />}
      </p>
    </div>
  );
}

function Foot({ card }: { card: CardModel }) {
  const zone = useDesk((desk) => desk.desk?.timeZone ?? 'UTC');
  const { result, state } = card;
  const at = result?.moved?.at ?? result?.changedAt;
  const ago = useTick((now) => (at ? `${age((now - Date.parse(at)) / 1000)} ago` : ''));
  if (!result) return null;
  if (state !== 'live')
    return (
      <p className={styles.foot}>
        <span>as of</span>
        <span>{card.readAt === null ? '' : clockSeconds(card.readAt, zone)}</span>
      </p>
    );
  return (
    <p className={styles.foot}>
      <span>
        {result.moved?.byClock && <ClockMark className={styles.clock} />}
        <bdi>{result.moved ? movedText(result.moved) : 'no change yet'}</bdi>
      </span>
      <span>{ago}</span>
    </p>
  );
}
