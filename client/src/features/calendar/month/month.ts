import { dayWidth, isLong, spread } from '../grid/columns';
import { byStart, flagsOf, type Item } from '../../../shared/schedule/items';
import { plusDays, startOf, type Day } from '../../../shared/schedule/zone';

/**
 * rem, as drawn in Month.module.css: the row of weekdays, the least height of a week, a date's number with what is
 * around it, an entry.
 */
const head = 1.625,
  leastWeek = 6.1875,
  number = 1.4375,
  row = 1.5;

/** Entries a day has room for. */
export const slotsOf = (height: number, weeks: number): number =>
  Math.floor((Math.max(leastWeek, (height - head) / weeks) - number) / row);

/** What stands in a day's cell: what begins that day, and what takes longer than a day on each of its days. */
export function ofDay(items: readonly Item[], day: Day, zone: string): Item[] {
  const from = startOf(day, zone),
    to = startOf(plusDays(day, 1), zone);
  return items.filter((item) => item.start < to && (item.start >= from || (isLong(item) && item.end > from)));
}

/** Those shown, what needs attention first, and those for which there is no room: cancelled ones before others. */
export function pick(own: readonly Item[], slots: number, now: number): { shown: Item[]; hidden: Item[] } {
  const rank = new Map(
    own.map((item) => [item, flagsOf(item, now).length > 0 ? 0 : item.state === 'cancelled' ? 2 : 1]),
  );
  const ranked = own.toSorted((a, b) => rank.get(a)! - rank.get(b)! || byStart(a, b));
  const last = (item: Item): number => Math.min(1, rank.get(item)!);
  return {
    shown: ranked.slice(0, slots).toSorted((a, b) => last(a) - last(b) || byStart(a, b)),
    hidden: ranked.slice(slots),
  };
}

/** Widths of the seven days, rem; `counts` of all days from a Monday on. A weekend takes what its fullest day needs. */
export const monthWidths = (first: Day, counts: readonly number[], width: number): number[] =>
  spread(
    Array.from({ length: 7 }, (_, i) =>
      dayWidth(plusDays(first, i), Math.max(0, ...counts.filter((_, at) => at % 7 === i)), 7),
    ),
    width,
  );
