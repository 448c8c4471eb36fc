import { clock } from '../../../shared/format/time';
import type { Column } from './columns';
import { EntryButton, type Shared } from '../entry/EntryButton';
import { FlagSign } from '../entry/Flags';
import type { Item } from '../../../shared/schedule/items';
import styles from './Grid.module.css';
import { Title } from '../entry/Title';
import { dayName, wall } from '../../../shared/schedule/zone';

/** A visit of several days over the columns it touches. */
export interface Bar {
  item: Item;
  from: number;
  to: number;
  lane: number;
}

/** rem. */
const line = 1.75,
  most = 4;

/** Long visits in lanes under each other; `height` of what is seen of them, rem. */
export function lanesOf(columns: readonly Column[]): { bars: Bar[]; height: number } {
  const items = [...new Map(columns.flatMap((column) => column.long).map((item) => [item.id, item])).values()].toSorted(
    (a, b) => a.start - b.start || b.end - a.end,
  );
  const ends: number[] = [];
  const bars = items.map((item) => {
    const held = columns.flatMap((column, i) => (column.long.some((own) => own.id === item.id) ? [i] : []));
    const from = held[0]!,
      to = held[held.length - 1]! + 1,
      free = ends.findIndex((end) => end <= from),
      lane = free < 0 ? ends.length : free;
    ends[lane] = to;
    return { item, from, to, lane };
  });
  return { bars, height: Math.min(ends.length, most) * line };
}

/** What takes a day and longer, above the hours. */
export function Strip({ bars, height, ...shared }: Shared & { bars: readonly Bar[]; height: number }) {
  return (
    <div
      className={styles.strip}
      style={{ height: `${height}rem`, gridAutoRows: `${line}rem` }}
      role="group"
      aria-label="Over several days"
      data-home="long"
    >
      <i aria-hidden="true" />
      {bars.map(({ item, from, to, lane }) => (
        <EntryButton
          key={item.id}
          {...shared}
          item={item}
          className={styles.bar}
          style={{ gridColumn: `${from + 2} / ${to + 2}`, gridRow: lane + 1 }}
        >
          {(flags, badge) => (
            <>
              <b>{badge?.code ?? '–'}</b>
              {flags.map((flag) => (
                <FlagSign key={flag} flag={flag} />
              ))}
              <Title item={item} lines={1} />
              <span
                className={styles.until}
              >{`until ${dayName(wall(item.end, shared.zone))} ${clock(item.end, shared.zone)}`}</span>
            </>
          )}
        </EntryButton>
      ))}
    </div>
  );
}
