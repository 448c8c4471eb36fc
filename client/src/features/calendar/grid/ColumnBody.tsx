import { clock } from '../../../shared/format/time';
import { useMinute } from '../../../shared/tick/ticker';
import type { Column } from './columns';
import { Entry } from '../entry/Entry';
import type { Shared } from '../entry/EntryButton';
import { FlagSign } from '../entry/Flags';
import { countFlags } from '../../../shared/schedule/items';
import { layOut, type More } from './lanes';
import type { Piece } from '../entry/pieces';
import styles from './Grid.module.css';
import { flagCounts } from '../../../shared/schedule/words';
import type { Day } from '../../../shared/schedule/zone';

interface Props extends Shared {
  column: Column;
  board: boolean;
  /** rem. */
  width: number;
  hour: number;
  first: number;
  last: number;
  closed: readonly (readonly [number, number])[];
  /** Minutes, where it is today. */
  now: number | null;
  onDay: (day: Day) => void;
}

/** Between entries, rem. */
const gap = 0.25,
  under = 0.125;

/** One column of the grid: what is closed, the hours, now, and the entries over them. */
export function ColumnBody({ column, board, width, hour, first, last, closed, now, onDay, ...shared }: Props) {
  const { placed, more } = layOut(column.pieces, column.abreast);
  const top = (minutes: number): number => (minutes / 60 - first) * hour;
  return (
    <div
      className={styles.column}
      style={{ height: `${(last - first) * hour}rem` }}
      role="group"
      aria-label={column.name}
      data-home={column.key}
    >
      {closed.map(([from, to]) => {
        const [start, end] = [Math.max(from, first * 60), Math.min(to, last * 60)];
        return (
          end > start && (
            <i
              key={from}
              className={styles.closed}
              style={{ top: `${top(start)}rem`, height: `${top(end) - top(start)}rem` }}
              aria-hidden="true"
            />
          )
        );
      })}
      {now !== null && <i className={styles.now} style={{ top: `${top(now)}rem` }} aria-hidden="true" />}
      {placed.map(({ item: piece, lane, lanes, fills }) => {
        const height = top(piece.end) - top(piece.start) - under;
        return (
          <Entry
            key={piece.id}
            {...shared}
            piece={piece}
            board={board}
            width={(width * fills) / lanes - gap}
            height={height}
            narrow={lanes > 1}
            style={{
              top: `${top(piece.start)}rem`,
              height: `${height}rem`,
              left: `calc(${(lane / lanes) * 100}% + ${gap / 2}rem)`,
              width: `calc(${(fills / lanes) * 100}% - ${gap}rem)`,
            }}
          />
        );
      })}
      {more.map((rest) => (
        <Rest
          key={rest.start}
          rest={rest}
          zone={shared.zone}
          style={{
            top: `${top(rest.start)}rem`,
            left: `calc(${((column.abreast - 1) / column.abreast) * 100}% + ${gap / 2}rem)`,
            width: `calc(${100 / column.abreast}% - ${gap}rem)`,
          }}
          onDay={() => onDay(column.day)}
        />
      ))}
    </div>
  );
}

/** What found no room beside the others, by number; what of it needs attention, by sign. */
function Rest({
  rest,
  zone,
  style,
  onDay,
}: {
  rest: More<Piece>;
  zone: string;
  style: React.CSSProperties;
  onDay: () => void;
}) {
  const items = rest.items.map((piece) => piece.item);
  const counts = countFlags(items, useMinute());
  const from = clock(Math.min(...items.map((item) => item.start)), zone);
  return (
    <button type="button" className={styles.more} data-stop={`more ${rest.start}`} style={style} onClick={onDay}>
      <bdi>{`+${items.length}`}</bdi>
      {counts.map(([flag]) => (
        <FlagSign key={flag} flag={flag} />
      ))}
      <span className="hidden-text">
        {' '}
        more from <bdi>{from}</bdi>
        {counts.length > 0 && <bdi>{`, of them ${flagCounts(counts)}`}</bdi>}
      </span>
    </button>
  );
}
