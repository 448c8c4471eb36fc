import { Fragment, useEffect, useMemo, useRef } from 'react';
import { clock } from '../../../shared/format/time';
import { useMinute, useTick } from '../../../shared/tick/ticker';
import { dayWidth, spread } from '../grid/columns';
import { DueCard, DueLine } from './DueLine';
import type { Shared } from '../entry/EntryButton';
import type { Item } from '../../../shared/schedule/items';
import type { Size } from '../../../shared/ui/useSize';
import { NowMark } from '../entry/NowMark';
import due from './Due.module.css';
import styles from '../grid/Grid.module.css';
import { dayName, dayText, plusDays, startOf, wall, type Day } from '../../../shared/schedule/zone';

interface Props extends Shared {
  days: readonly Day[];
  items: readonly Item[];
  size: Size;
  onDay: (day: Day) => void;
}

/** Tickets by the day they are due. A due time has no length: each day is a list in that order, not a grid of hours. */
export function DueGrid({ days, items, size, onDay, ...shared }: Props) {
  const { zone } = shared;
  const today = useTick((now) => dayText(wall(now, zone)));
  const minute = useMinute();
  const lists = useMemo(
    () =>
      days.map((day) => {
        const from = startOf(day, zone),
          to = startOf(plusDays(day, 1), zone);
        return { day, key: dayText(day), own: items.filter((item) => item.start >= from && item.start < to) };
      }),
    [days, items, zone],
  );
  const widths = spread(
    lists.map(({ day, own }) => dayWidth(day, own.length, days.length)),
    size.width,
  );
  const one = days.length === 1;
  return (
    <div
      className={`${styles.grid} ${due.grid}`}
      style={{
        gridTemplateColumns: `${widths
          .slice(0, -1)
          .map((width) => `${width}rem`)
          .join(' ')} minmax(${one ? 0 : widths[widths.length - 1]}rem, 1fr)`,
      }}
    >
      {lists.map(({ day, key, own }) => (
        <div key={key} className={`${styles.head} ${key === today ? styles.today : ''}`}>
          {one ? (
            <b>{dayName(day)}</b>
          ) : (
            <button type="button" onClick={() => onDay(day)}>
              {dayName(day)}
            </button>
          )}
          {own.length > 0 && <small>{own.length}</small>}
        </div>
      ))}
      {lists.map(({ day, key, own }) => (
        <List
          key={key}
          {...shared}
          name={dayName(day)}
          id={key}
          own={own}
          now={key === today ? minute : null}
          one={one}
        />
      ))}
    </div>
  );
}

function List({
  name,
  id,
  own,
  now,
  one,
  ...shared
}: Shared & { name: string; id: string; own: readonly Item[]; now: number | null; one: boolean }) {
  const list = useRef<HTMLUListElement>(null);
  const next = now === null ? null : own.findIndex((item) => item.start > now);
  const mark = now !== null && <NowMark text={clock(now, shared.zone)} />;
  const known = own.length > 0;
  useEffect(() => {
    // What is due next in sight, with the last overdue ones above it.
    const element = list.current,
      at =
        next === null
          ? null
          : (element?.children[next < 0 ? element.children.length - 1 : next] as HTMLElement | undefined);
    if (element && at && known) element.scrollTop = Math.max(0, at.offsetTop - element.clientHeight / 3);
    // Only when the list is first there: it does not scroll away under a reader.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [id, known]);
  return (
    <ul ref={list} className={due.list} aria-label={name} data-home={id}>
      {own.map((item, i) => (
        <Fragment key={item.id}>
          {i === next && mark}
          <li>{one ? <DueLine {...shared} item={item} /> : <DueCard {...shared} item={item} />}</li>
        </Fragment>
      ))}
      {next === -1 && mark}
    </ul>
  );
}
