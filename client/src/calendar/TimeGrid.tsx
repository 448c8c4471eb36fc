import { useEffect, useRef } from 'react';
import { clock } from '../format/time';
import { useTick } from '../tick/ticker';
import { Entry } from './Entry';
import { layOut, type Item, type More } from './items';
import type { Look } from './looks';
import styles from './Calendar.module.css';
import { dayName, dayText, sameDay, startOf, plusDays, wall, weekday, type Day } from './zone';
import type { Hours } from './hours';

interface Props {
  days: readonly Day[];
  items: readonly Item[];
  looks: ReadonlyMap<string, Look>;
  zone: string;
  hours: Hours;
  open: string | null;
  onOpen: (id: string, at: HTMLElement) => void;
  onDay: (day: Day) => void;
}

const hourRem = 3.5;

/** Days side by side with their hours: from the first hour that matters to the last. */
export function TimeGrid({ days, items, looks, zone, hours, open, onOpen, onDay }: Props) {
  const today = useTick(now => dayText(wall(now, zone)));
  const minute = useTick(now => Math.floor(wall(now, zone).minutes));
  const frame = useRef<HTMLDivElement>(null);
  const columns = days.map(day => {
    const from = startOf(day, zone), to = startOf(plusDays(day, 1), zone);
    return { day, items: items.filter(item => item.start < to && item.end > from) };
  });
  const [first, last] = span(columns.flatMap(column => column.items.filter(item => sameDay(wall(item.start, zone), column.day))), zone, hours);
  useEffect(() => {
    // The working day in sight, not midnight.
    const element = frame.current;
    if (element) element.scrollTop = Math.max(0, (Math.min(8, hours.first) - first) * hourRem - 1) * parseFloat(getComputedStyle(document.documentElement).fontSize);
  }, [first, hours.first, days.length]);
  const top = (minutes: number): string => `${(minutes / 60 - first) * hourRem}rem`;
  return (
    <div ref={frame} className={styles.frame}>
      <div className={styles.week} style={{ '--columns': columns.map(({ day, items: own }) => weekday(day) > 4 && own.length < 2 && days.length > 1 ? 'minmax(5rem, .6fr)' : 'minmax(8.5rem, 1fr)').join(' ') } as React.CSSProperties} data-few={days.length === 1 || undefined}>
        <div className={styles.corner} />
        {columns.map(({ day, items: own }) => (
          <div key={dayText(day)} className={`${styles.dayHead} ${dayText(day) === today ? styles.today : ''}`}>
            <button type="button" onClick={() => onDay(day)}>{dayName(day)}</button>{own.length > 0 && <small>{own.length}</small>}
          </div>
        ))}
        <div className={styles.hours} aria-hidden="true">{Array.from({ length: last - first }, (_, i) => <span key={i} style={{ top: `${i * hourRem}rem` }}>{i > 0 && `${String(first + i).padStart(2, '0')}:00`}</span>)}
          {days.some(day => dayText(day) === today) && minute >= first * 60 && minute < last * 60 && <b className={styles.nowClock} style={{ top: top(minute) }}>{`${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`}</b>}
        </div>
        {columns.map(({ day, items: own }) => {
          const { placed, more } = layOut(own);
          return (
            <div key={dayText(day)} className={styles.column} style={{ height: `${(last - first) * hourRem}rem` }} role="group" aria-label={dayName(day)}>
              {hours.closed(day).map(([from, to]) => <i key={from} className={styles.closed} style={{ top: top(Math.max(from, first * 60)), height: `${Math.max(0, (Math.min(to, last * 60) - Math.max(from, first * 60)) / 60) * hourRem}rem` }} aria-hidden="true" />)}
              {Array.from({ length: last - first - 1 }, (_, i) => <i key={i} className={styles.hourLine} style={{ top: `${(i + 1) * hourRem}rem` }} aria-hidden="true" />)}
              {dayText(day) === today && minute >= first * 60 && minute < last * 60 && <i className={styles.now} style={{ top: top(minute) }} aria-hidden="true" />}
              {placed.map(({ item, lane, lanes, fills }) => {
                const start = sameDay(wall(item.start, zone), day) ? wall(item.start, zone).minutes : first * 60;
                const end = sameDay(wall(item.end, zone), day) ? wall(item.end, zone).minutes : last * 60;
                const length = Math.max(22, Math.min(end, last * 60) - start);
                return (
                  <Entry
                    key={item.id} item={item} look={looks.get(item.location ?? '')} zone={zone} room={length} narrow={lanes > 1} tight={fills / lanes < .45} open={open === item.id} onOpen={onOpen}
                    style={{ top: top(start), height: `calc(${length / 60 * hourRem}rem - 3px)`, left: `calc(${lane / lanes * 100}% + 2px)`, width: `calc(${fills / lanes * 100}% - 4px)` }}
                  />
                );
              })}
              {more.map(rest => <MoreButton key={rest.start} rest={rest} zone={zone} top={top(wall(rest.start, zone).minutes)} onDay={() => onDay(day)} />)}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const MoreButton = ({ rest, zone, top, onDay }: { rest: More; zone: string; top: string; onDay: () => void }) => (
  <button type="button" className={styles.more} style={{ top, left: 'calc(66.6% + 2px)', width: 'calc(33.3% - 4px)' }} onClick={onDay} aria-label={`${rest.items.length} more from ${clock(rest.start, zone)}`}>+{rest.items.length}</button>
);

/** Hours shown: the service hours, and whatever lies outside them. */
function span(items: readonly Item[], zone: string, hours: Hours): [number, number] {
  let first = Math.max(0, Math.floor(hours.first) - 1), last = Math.min(24, Math.ceil(hours.last) + 1);
  for (const item of items) {
    const start = wall(item.start, zone), end = wall(item.end, zone);
    first = Math.min(first, Math.floor(start.minutes / 60));
    last = Math.max(last, sameDay(start, end) ? Math.min(24, Math.ceil(end.minutes / 60)) : 24);
  }
  return [first, last];
}
