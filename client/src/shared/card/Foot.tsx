import { age } from '../format/duration';
import { clock, clockSeconds } from '../format/time';
import { valueText } from '../format/value';
import { useDesk } from '../store/desk';
import { useTick } from '../tick/ticker';
import styles from './Card.module.css';
import { movedText } from './moved';
import { ClockMark } from '../kpi/shapes';
import type { CardModel } from './useCard';
import type { KpiResult } from '../wire/wire';

const freshFor = 15;

/** Age of the last change, for the compact card's limit line. */
export function Age({ result }: { result: KpiResult | undefined }) {
  const at = result?.moved?.at ?? result?.changedAt ?? null;
  const text = useTick((now) => (at ? age((now - Date.parse(at)) / 1000) : ''));
  return (
    <span className={styles.age} aria-hidden="true">
      {text}
    </span>
  );
}

/** What moved, and when; or why the number cannot vouch for itself. */
export function Foot({ card }: { card: CardModel }) {
  const zone = useDesk((desk) => desk.desk?.timeZone ?? 'UTC');
  const { result, state, definition, kind } = card;
  const moved = result?.moved ?? null;
  const at = moved?.at ?? result?.changedAt ?? null;
  const late = result?.lateSince ?? null;
  const shownAge = useTick((now) => (at ? age((now - Date.parse(at)) / 1000) : ''));
  const fresh = useTick((now) => state === 'live' && moved !== null && now - Date.parse(moved.at) < freshFor * 1000);
  const lateFor = useTick((now) => (late ? age((now - Date.parse(late)) / 1000) : ''));
  if (!result) return null;
  if (state === 'stale' || state === 'offline')
    return (
      <span className={styles.foot}>
        <span>as of</span>
        <AsOf card={card} zone={zone} />
      </span>
    );
  if (state === 'failed') {
    return (
      <span className={styles.foot}>
        <span>{card.value === null ? '' : `last ${valueText(card.value, kind, definition)}`}</span>
        <span>{card.value === null ? '' : clock(Date.parse(result.asOf), zone)}</span>
      </span>
    );
  }
  // What moved is the desk's, not the group's: a group's card does not claim it.
  if (card.group && !late) return <span className={styles.foot} />;
  return (
    <span className={fresh ? `${styles.foot} ${styles.fresh}` : styles.foot}>
      <span className={styles.moved}>
        <i className={styles.dot} />
        {moved?.byClock && <ClockMark className={styles.clock} />}
        <bdi>{moved ? movedText(moved) : 'no change yet'}</bdi>
      </span>
      {late ? (
        <span className={styles.lateMark} aria-hidden="true">
          <ClockMark className={styles.clock} />
          <bdi>{`late ${lateFor}`}</bdi>
        </span>
      ) : (
        <span aria-hidden="true">{shownAge}</span>
      )}
    </span>
  );
}

/** The time a number that is not live holds for. */
export function AsOf({ card, zone }: { card: CardModel; zone: string }) {
  return card.readAt === null ? null : <span>{clockSeconds(card.readAt, zone)}</span>;
}
