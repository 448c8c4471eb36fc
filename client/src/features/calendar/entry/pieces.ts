import type { Item } from '../../../shared/schedule/items';
import { wall } from '../../../shared/schedule/zone';

/** What a day's column draws of an item. Minutes of the day by the wall clock. */
export interface Piece {
  id: string;
  item: Item;
  start: number;
  end: number;
  /** It began before this day, it goes on after it. */
  before: boolean;
  after: boolean;
}

const day = 1440;

/**
 * The parts of items that lie in a day [from, to). None is shorter than `least` minutes: a visit of five minutes can
 * still be read and hit. Where the clock is set back within a visit it is as long as it takes, not as the clock says.
 */
export function piecesOf(items: readonly Item[], from: number, to: number, zone: string, least: number): Piece[] {
  return items.map((item) => {
    const before = item.start < from,
      after = item.end > to;
    const start = Math.min(before ? 0 : wall(item.start, zone).minutes, day - least);
    let end = item.end >= to ? day : wall(item.end, zone).minutes;
    if (end <= start) end = Math.min(day, start + (item.end - Math.max(item.start, from)) / 60_000);
    return { id: item.id, item, start, end: Math.max(end, start + least), before, after };
  });
}

/** Whole hours shown: the service hours and one more at each end, and whatever lies outside them. */
export function shownHours(pieces: readonly Piece[], hours: { first: number; last: number }): [number, number] {
  return [
    Math.min(Math.max(0, Math.floor(hours.first) - 1), ...pieces.map((piece) => Math.floor(piece.start / 60))),
    Math.max(Math.min(24, Math.ceil(hours.last) + 1), ...pieces.map((piece) => Math.ceil(piece.end / 60))),
  ];
}
