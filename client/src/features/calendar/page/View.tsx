import { useMemo, type RefObject } from 'react';
import type { Mode } from '../../../shared/schedule/feed';
import type { View as ViewName } from '../address/address';
import { Agenda } from '../agenda/Agenda';
import { DueGrid } from '../due/DueGrid';
import type { Shared } from '../entry/EntryButton';
import type { Hours } from '../grid/hours';
import type { Item } from '../../../shared/schedule/items';
import type { Size } from '../../../shared/ui/useSize';
import { MonthGrid } from '../month/MonthGrid';
import type { Range } from '../address/range';
import { TimeGrid } from '../grid/TimeGrid';
import { plusDays, type Day } from '../../../shared/schedule/zone';

interface Props extends Shared {
  view: ViewName;
  mode: Mode;
  day: Day;
  range: Range;
  items: readonly Item[];
  hours: Hours;
  frame: RefObject<HTMLElement | null>;
  size: Size;
  phone: boolean;
  onDay: (day: Day) => void;
  /** Leads to all of a day, one under the other. */
  onList: (day: Day) => void;
}

/** The days as they were asked for: hours, lists, or a month. */
export function View({
  view,
  mode,
  day,
  range: { first, days },
  items,
  hours,
  frame,
  size,
  phone,
  onDay,
  onList,
  ...shared
}: Props) {
  const all = useMemo(() => Array.from({ length: days }, (_, i) => plusDays(first, i)), [first, days]);
  if (view === 'month')
    return (
      <MonthGrid
        {...shared}
        month={day.month}
        first={first}
        weeks={days / 7}
        items={items}
        size={size}
        phone={phone}
        onDay={onDay}
      />
    );
  if (view === 'agenda') return <Agenda {...shared} items={items} />;
  if (mode === 'due') return <DueGrid {...shared} days={all} items={items} size={size} onDay={onDay} />;
  return (
    <TimeGrid
      {...shared}
      days={all}
      single={phone}
      items={items}
      hours={hours}
      frame={frame}
      size={size}
      onDay={view === 'day' ? onList : onDay}
    />
  );
}
