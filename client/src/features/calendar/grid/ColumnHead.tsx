import { useTick } from '../../../shared/tick/ticker';
import type { Column } from './columns';
import { FlagCounts } from '../entry/Flags';
import { countFlags, type Flag } from '../../../shared/schedule/items';
import styles from './Grid.module.css';
import type { Day } from '../../../shared/schedule/zone';

interface Props {
  column: Column;
  isToday: boolean;
  onDay: ((day: Day) => void) | null;
}

/**
 * A day, which opens as a dispatch board, or a technician; how many entries, and on the board what of them needs
 * attention.
 */
export function ColumnHead({ column, isToday, onDay }: Props) {
  const items = [...column.pieces.map((piece) => piece.item), ...column.long];
  const counts = useTick((now) =>
    column.person === undefined
      ? ''
      : countFlags(items, now)
          .map((pair) => pair.join(' '))
          .join(','),
  );
  return (
    <div className={`${styles.head} ${isToday ? styles.today : ''}`}>
      {onDay ? (
        <button type="button" onClick={() => onDay(column.day)}>
          {column.name}
        </button>
      ) : (
        <b title={column.name}>{column.name}</b>
      )}
      {items.length > 0 && <small>{items.length}</small>}
      {counts && (
        <span className={styles.counts}>
          <FlagCounts
            counts={counts.split(',').map((pair) => {
              const [flag, count] = pair.split(' ');
              return [flag as Flag, Number(count)] as const;
            })}
          />
        </span>
      )}
    </div>
  );
}
