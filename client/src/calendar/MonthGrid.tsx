import { useTick } from '../tick/ticker';
import { Entry } from './Entry';
import type { Item } from './items';
import type { Look } from './looks';
import styles from './Calendar.module.css';
import { dayText, longDay, monday, plusDays, sameDay, wall, weekdayName, type Day } from './zone';

interface Props {
  day: Day;
  items: readonly Item[];
  looks: ReadonlyMap<string, Look>;
  zone: string;
  open: string | null;
  onOpen: (id: string, at: HTMLElement) => void;
  onDay: (day: Day) => void;
}

const most = 3;

/** A month as six weeks; more than three entries of a day are told by a number that opens the day. */
export function MonthGrid({ day, items, looks, zone, open, onOpen, onDay }: Props) {
  const today = useTick(now => dayText(wall(now, zone)));
  const first = monday({ ...day, day: 1 });
  const weeks = Array.from({ length: 6 }, (_, i) => plusDays(first, i * 7)).filter((week, i) => i < 5 || week.month === day.month);
  return (
    <div className={styles.month} style={{ '--weeks': weeks.length } as React.CSSProperties}>
      {Array.from({ length: 7 }, (_, i) => <div key={i} className={styles.weekdayHead}>{weekdayName(plusDays(first, i))}</div>)}
      {weeks.flatMap(week => Array.from({ length: 7 }, (_, i) => plusDays(week, i))).map(date => {
        const own = items.filter(item => sameDay(wall(item.start, zone), date));
        const shown = own.length > most ? own.slice(0, most - 1) : own;
        return (
          <section key={dayText(date)} className={`${styles.date} ${date.month === day.month ? '' : styles.otherMonth} ${dayText(date) === today ? styles.today : ''}`} aria-label={longDay(date)}>
            <button type="button" className={styles.dateNumber} onClick={() => onDay(date)} aria-label={`${longDay(date)}, ${own.length} entries`}>{date.day}</button>
            {shown.map(item => <Entry key={item.id} item={item} look={looks.get(item.location ?? '')} zone={zone} room={20} narrow inList open={open === item.id} onOpen={onOpen} />)}
            {own.length > shown.length && <button type="button" className={styles.rest} onClick={() => onDay(date)}>+{own.length - shown.length} more</button>}
          </section>
        );
      })}
    </div>
  );
}
