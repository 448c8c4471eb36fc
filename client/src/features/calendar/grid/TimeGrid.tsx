import { useEffect, useMemo, type RefObject } from 'react';
import { useTick } from '../../../shared/tick/ticker';
import { boardColumns, dayColumns, spread } from './columns';
import { ColumnBody } from './ColumnBody';
import { ColumnHead } from './ColumnHead';
import type { Shared } from '../entry/EntryButton';
import type { Hours } from './hours';
import type { Item } from '../../../shared/schedule/items';
import { lanesOf, Strip } from './Strip';
import { rootSize } from '../../../shared/ui/media';
import type { Size } from '../../../shared/ui/useSize';
import { shownHours } from '../entry/pieces';
import styles from './Grid.module.css';
import { dayText, wall, type Day } from '../../../shared/schedule/zone';

interface Props extends Shared {
  /** One day is a dispatch board, unless `single`: then all of it stands in one column. */
  days: readonly Day[];
  single: boolean;
  items: readonly Item[];
  hours: Hours;
  frame: RefObject<HTMLElement | null>;
  size: Size;
  /** Leads to all of a day. */
  onDay: (day: Day) => void;
}

/** rem: the heads, the column of the hours, the least height of an hour and of an entry. */
const head = 2.75,
  left = 3,
  leastHour = 3.25,
  leastEntry = 1.625;
/** What the least entry takes of an hour, at the least height of one. */
const leastMinutes = (leastEntry / leastHour) * 60;

/** Columns with their hours: from the first hour that matters to the last, as high as the frame. */
export function TimeGrid({ days, single, items, hours, frame, size, onDay, ...shared }: Props) {
  const { zone } = shared;
  const today = useTick((now) => dayText(wall(now, zone)));
  const minute = useTick((now) => Math.floor(wall(now, zone).minutes));
  const board = days.length === 1 && !single;
  const room = size.width - left;
  const columns = useMemo(() => {
    const found = board ? boardColumns(days[0]!, items, zone, leastMinutes) : [];
    return found.length > 0 ? found : dayColumns(days, items, zone, leastMinutes, room);
  }, [board, days, items, zone, room]);
  const [first, last] = useMemo(
    () =>
      shownHours(
        columns.flatMap((column) => column.pieces),
        hours,
      ),
    [columns, hours],
  );
  const strip = useMemo(() => lanesOf(columns), [columns]);
  const above = head + strip.height;
  const hour = Math.max(leastHour, Math.floor(((size.height - above - 0.0625) / (last - first)) * 100) / 100);
  const widths = spread(columns, room);
  const isToday = days.some((day) => dayText(day) === today) && minute >= first * 60 && minute < last * 60;

  const opens = Math.max(first, Math.min(8, hours.first)) - first,
    shown = days.map(dayText).join();
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    // The working day in sight, not midnight; and today, where not all days have room.
    element.scrollTop = Math.max(0, opens * hour - 1) * rootSize();
    const at = days.findIndex((day) => dayText(day) === dayText(wall(Date.now(), zone)));
    const before = widths.slice(0, Math.max(0, at)).reduce((sum, width) => sum + width, 0);
    element.scrollLeft = at > 0 && left + before + widths[at]! > size.width ? before * rootSize() : 0;
    // Where it is looked at changes with the days, not with what is in them.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [frame, opens, shown, single]);

  const template = `${left}rem ${widths
    .slice(0, -1)
    .map((width) => `${width}rem`)
    .join(' ')} minmax(${widths[widths.length - 1]}rem, 1fr)`;
  return (
    <div
      className={styles.grid}
      style={{ gridTemplateColumns: template, '--hour': `${hour}rem` } as React.CSSProperties}
    >
      <div className={styles.corner} />
      {columns.map((column) => (
        <ColumnHead
          key={column.key}
          column={column}
          isToday={column.person === undefined && dayText(column.day) === today}
          onDay={days.length > 1 ? onDay : null}
        />
      ))}
      {strip.bars.length > 0 && <Strip {...shared} {...strip} />}
      <div className={styles.hours} aria-hidden="true">
        {Array.from(
          { length: last - first },
          (_, i) =>
            i > 0 &&
            !(isToday && Math.abs(minute / 60 - first - i) * hour < 1.125) && (
              <span key={i} style={{ top: `${i * hour}rem` }}>{`${String(first + i).padStart(2, '0')}:00`}</span>
            ),
        )}
        {isToday && (
          <b
            className={styles.nowClock}
            style={{ top: `${(minute / 60 - first) * hour}rem` }}
          >{`${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`}</b>
        )}
      </div>
      {columns.map((column, i) => (
        <ColumnBody
          key={column.key}
          {...shared}
          column={column}
          board={board && column.person !== undefined}
          width={widths[i]!}
          hour={hour}
          first={first}
          last={last}
          closed={hours.closed(column.day)}
          now={isToday && dayText(column.day) === today ? minute : null}
          onDay={onDay}
        />
      ))}
    </div>
  );
}
