import type { Item } from '../../../shared/schedule/items';
import { piecesOf, type Piece } from '../entry/pieces';
import { dayName, dayText, plusDays, startOf, weekday, type Day } from '../../../shared/schedule/zone';

/** A column of the grid: a day, or what one technician does on a day. */
export interface Column {
  key: string;
  /** What it is called: the day, or the technician. */
  name: string;
  day: Day;
  /** Undefined: everybody's. */
  person?: string | null;
  pieces: readonly Piece[];
  /** Visits of a day and longer; they stand above the hours. */
  long: readonly Item[];
  /** Most entries side by side; of more, the rest is one "+3". */
  abreast: number;
  /** Least width, rem, and its share of what is left (0: no more than that). */
  min: number;
  grow: number;
}

const dayLong = 86_400_000;

/** Those that stand above the hours, not among them. */
export const isLong = (item: Item): boolean => item.end - item.start >= dayLong;

function split(
  items: readonly Item[],
  day: Day,
  zone: string,
  least: number,
): { pieces: Piece[]; long: Item[]; count: number } {
  const from = startOf(day, zone),
    to = startOf(plusDays(day, 1), zone);
  const own = items.filter((item) => item.start < to && item.end > from);
  return {
    pieces: piecesOf(
      own.filter((item) => !isLong(item)),
      from,
      to,
      zone,
      least,
    ),
    long: own.filter(isLong),
    count: own.length,
  };
}

/**
 * Entries side by side in a day, and the least width of one, rem: its code, and half a word. Where a window has no
 * room for that, its code alone: a week is seen whole sooner than read.
 */
const few = 3,
  lane = 4,
  tight = 2.75;

/** Days side by side in so many rem. A weekend takes the room its few visits need. */
export function dayColumns(
  days: readonly Day[],
  items: readonly Item[],
  zone: string,
  least: number,
  width = Infinity,
): Column[] {
  const wide = columnsOf(days, items, zone, least, lane);
  const fits = wide.reduce((sum, column) => sum + column.min, 0) <= width;
  return fits ? wide : columnsOf(days, items, zone, least, tight);
}

function columnsOf(days: readonly Day[], items: readonly Item[], zone: string, least: number, lane: number): Column[] {
  return days.map((day) => {
    const { pieces, long, count } = split(items, day, zone, least);
    const { min, grow } = dayWidth(day, count, days.length);
    return {
      key: dayText(day),
      name: dayName(day),
      day,
      pieces,
      long,
      abreast: few,
      min: Math.max(min, Math.min(few, deepest(pieces)) * lane),
      grow,
    };
  });
}

/** An empty day of a weekend is narrow, one with a visit half as wide as others. */
export function dayWidth(day: Day, count: number, days: number): { min: number; grow: number } {
  if (days === 1) return { min: 12, grow: 1 };
  if (weekday(day) < 5 || count > 2) return { min: 7.25, grow: 1 };
  return count > 0 ? { min: 6.5, grow: 0.5 } : { min: 4.25, grow: 0 };
}

const abreast = 8;

/**
 * A day as a dispatch board: a column for each technician who has a visit, by name; what nobody goes to stands last.
 */
export function boardColumns(day: Day, items: readonly Item[], zone: string, least: number): Column[] {
  const { pieces, long } = split(items, day, zone, least);
  const people = [...new Set([...pieces.map((piece) => piece.item), ...long].map((item) => item.person))].toSorted(
    (a, b) => (a === null ? 1 : b === null ? -1 : a.localeCompare(b, undefined, { numeric: true })),
  );
  return people.map((person) => {
    const own = pieces.filter((piece) => piece.item.person === person);
    return {
      key: person ?? '',
      name: person ?? 'No technician',
      day,
      person,
      pieces: own,
      long: long.filter((item) => item.person === person),
      abreast,
      min: Math.max(8.75, Math.min(abreast, deepest(own)) * 6),
      grow: 1,
    };
  });
}

/** The most pieces at one time. */
function deepest(pieces: readonly Piece[]): number {
  return Math.max(
    0,
    ...pieces.map((one) => pieces.filter((other) => other.start <= one.start && other.end > one.start).length),
  );
}

/**
 * Shares a width out as CSS would: nobody under their least, what is left by their shares. Rounded down to a hundredth,
 * so that nothing scrolls by a hair.
 */
export function spread(columns: readonly { min: number; grow: number }[], width: number): number[] {
  const least = new Set(columns.filter((column) => column.grow === 0));
  for (;;) {
    const left = width - columns.reduce((sum, column) => sum + (least.has(column) ? column.min : 0), 0);
    const shares = columns.reduce((sum, column) => sum + (least.has(column) ? 0 : column.grow), 0);
    const small = columns.find((column) => !least.has(column) && (left / shares) * column.grow < column.min);
    if (!small)
      return columns.map(
        (column) => Math.floor((least.has(column) ? column.min : (left / shares) * column.grow) * 100) / 100,
      );
    least.add(small);
  }
}
