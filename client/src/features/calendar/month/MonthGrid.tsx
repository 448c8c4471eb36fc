import { useMemo } from 'react';
import { clock } from '../../../shared/format/time';
import { useMinute, useTick } from '../../../shared/tick/ticker';
import { EntryButton, type Shared } from '../entry/EntryButton';
import { FlagCounts, FlagSign } from '../entry/Flags';
import { countFlags, type Item } from '../../../shared/schedule/items';
import type { Size } from '../../../shared/ui/useSize';
import { monthWidths, ofDay, pick, slotsOf } from './month';
import { PhoneDay } from './PhoneDay';
import styles from './Month.module.css';
import { Title } from '../entry/Title';
import { dayText, longDay, plusDays, wall, weekdayName, type Day } from '../../../shared/schedule/zone';

interface Props extends Shared {
  month: number;
  first: Day;
  weeks: number;
  items: readonly Item[];
  size: Size;
  /** Each day tells how many, where, and what needs attention; there is no room for entries. */
  phone: boolean;
  onDay: (day: Day) => void;
}

/**
 * A month by weeks: as many entries of each day as fit, those that need attention first; the rest is a number that
 * opens the day.
 */
export function MonthGrid({ month, first, weeks, items, size, phone, onDay, ...shared }: Props) {
  const { zone } = shared;
  const today = useTick((now) => dayText(wall(now, zone)));
  const now = useMinute();
  const dates = useMemo(
    () =>
      Array.from({ length: weeks * 7 }, (_, i) => plusDays(first, i)).map((day) => ({
        day,
        own: ofDay(items, day, zone),
      })),
    [first, weeks, items, zone],
  );
  const widths = monthWidths(
    first,
    dates.map((date) => date.own.length),
    size.width,
  );
  const template = phone
    ? 'repeat(7, minmax(0, 1fr))'
    : `${widths
        .slice(0, -1)
        .map((width) => `${width}rem`)
        .join(' ')} minmax(${widths[6]}rem, 1fr)`;
  const slots = slotsOf(size.height, weeks);
  return (
    <div
      className={`${styles.month} ${phone ? styles.small : ''}`}
      style={{ gridTemplateColumns: template, '--weeks': weeks } as React.CSSProperties}
    >
      {Array.from({ length: 7 }, (_, i) => (
        <div key={i} className={styles.weekday}>
          {weekdayName(plusDays(first, i))}
        </div>
      ))}
      {dates.map(({ day, own }) => {
        const names = [styles.date, day.month !== month && styles.other, dayText(day) === today && styles.today]
          .filter(Boolean)
          .join(' ');
        if (phone)
          return (
            <PhoneDay key={dayText(day)} {...shared} className={names} day={day} own={own} now={now} onDay={onDay} />
          );
        const { shown, hidden } = pick(own, slots, now);
        return (
          <section key={dayText(day)} className={names} aria-label={longDay(day)} data-home={dayText(day)}>
            <div className={styles.top}>
              <button
                type="button"
                className={styles.number}
                onClick={() => onDay(day)}
                aria-label={`${longDay(day)}, ${own.length === 1 ? '1 entry' : `${own.length} entries`}`}
              >
                {day.day}
              </button>
              {hidden.length > 0 && <Rest items={hidden} now={now} id={dayText(day)} onPress={() => onDay(day)} />}
            </div>
            {shown.map((item) => (
              <Line key={item.id} {...shared} item={item} />
            ))}
          </section>
        );
      })}
    </div>
  );
}

/** How many more a day has; with all three signs the word has no room. */
function Rest({ items, now, id, onPress }: { items: readonly Item[]; now: number; id: string; onPress: () => void }) {
  const counts = countFlags(items, now);
  return (
    <button type="button" className={styles.rest} data-stop={`more ${id}`} onClick={onPress}>
      <bdi>{`+${items.length}`}</bdi> <span className={counts.length > 2 ? 'hidden-text' : ''}>more</span>
      <FlagCounts counts={counts} />
    </button>
  );
}

/** An entry in one line. */
const Line = ({ item, ...shared }: Shared & { item: Item }) => (
  <EntryButton {...shared} item={item} className={styles.line}>
    {(flags, badge) => (
      <>
        <b>{badge?.code ?? '–'}</b>
        {flags.map((flag) => (
          <FlagSign key={flag} flag={flag} />
        ))}
        <span className={styles.time}>{clock(item.start, shared.zone)}</span>
        <Title item={item} lines={1} text={item.entry ? item.title : `${item.id} ${item.title}`} />
      </>
    )}
  </EntryButton>
);
