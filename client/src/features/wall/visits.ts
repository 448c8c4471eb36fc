import { flagsOf, itemsOf, type Flag, type Item } from '../../shared/schedule/items';
import type { ScheduleEntry } from '../../shared/wire/rows';
import type { VisitShown } from '../../shared/wire/wire';

/** Entries one page holds: two columns of eight, or one where eight are enough. */
export const visitsOnPage = 16;

export interface ShownVisits {
  visits: readonly Item[];
  more: number;
}

/** An intervention as a wall is told of it: without ticket, people, title and address. */
export const entryOf = (visit: VisitShown): ScheduleEntry => ({
  ...visit,
  ticketId: null,
  title: null,
  address: null,
  contact: null,
  technician: null,
  url: null,
  updatedAt: '',
  ticket: null,
  conflicts: [],
  afterSla: false,
});

/**
 * Interventions of a day, in order of their start. Where not all have room, cancelled ones go first, then done ones,
 * then the latest.
 */
export function visitsOf(entries: Iterable<ScheduleEntry>, from: number, to: number): ShownVisits {
  const all = itemsOf(entries).filter((item) => item.start < to && item.end > from);
  if (all.length <= visitsOnPage) return { visits: all, more: 0 };
  const weight = (item: Item): number => (item.state === 'cancelled' ? 2 : item.state === 'done' ? 1 : 0);
  // One place is for "and 5 more".
  const kept = new Set(all.toSorted((a, b) => weight(a) - weight(b) || a.start - b.start).slice(0, visitsOnPage - 1));
  return { visits: all.filter((item) => kept.has(item)), more: all.length - kept.size };
}

/** What is said of an entry: its flags if it has any, else its state. */
export const visitWords = (item: Item, now: number): readonly (Flag | Item['state'])[] => {
  const flags = flagsOf(item, now);
  return flags.length > 0 ? flags : [item.state];
};
