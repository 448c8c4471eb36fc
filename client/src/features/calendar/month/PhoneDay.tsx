import { Band } from '../entry/Band';
import type { Shared } from '../entry/EntryButton';
import { FlagSign } from '../entry/Flags';
import { countFlags, type Item } from '../../../shared/schedule/items';
import styles from './Month.module.css';
import { flagCounts } from '../../../shared/schedule/words';
import { longDay, type Day } from '../../../shared/schedule/zone';

interface Props extends Shared {
  className: string;
  day: Day;
  own: readonly Item[];
  now: number;
  onDay: (day: Day) => void;
}

const most = 6;

/** A day of a month on a phone: one target, with its number of entries, their locations and what needs attention. */
export function PhoneDay({ className, day, own, now, badges, onDay }: Props) {
  const counts = countFlags(own, now);
  const places = [...new Set(own.filter((item) => item.state !== 'cancelled').map((item) => item.location))].slice(
    0,
    most,
  );
  return (
    <button type="button" className={className} onClick={() => onDay(day)}>
      <span className="hidden-text">
        <bdi>{longDay(day)}</bdi>, <bdi>{own.length === 1 ? '1 entry' : `${own.length} entries`}</bdi>
        {counts.length > 0 && <bdi>{`, of them ${flagCounts(counts)}`}</bdi>}
      </span>
      <b className={styles.number} aria-hidden="true">
        {day.day}
      </b>
      <span className={styles.swatches} aria-hidden="true">
        {places.map((place) => (
          <Band key={place} badge={badges.get(place ?? '')} className={styles.swatch} />
        ))}
      </span>
      <span className={styles.foot} aria-hidden="true">
        {own.length > 0 && <small>{own.length}</small>}
        {counts.map(([flag]) => (
          <FlagSign key={flag} flag={flag} />
        ))}
      </span>
    </button>
  );
}
