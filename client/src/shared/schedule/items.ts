import type { Row, ScheduleEntry } from '../wire/rows';

export type ItemState = 'planned' | 'underway' | 'done' | 'cancelled';
export type Flag = 'conflict' | 'afterSla' | 'overdue';

/** One entry of the calendar: an intervention, or a ticket at its due time. */
export interface Item {
  id: string;
  title: string;
  start: number;
  end: number;
  state: ItemState;
  location: string | null;
  team: string | null;
  person: string | null;
  ticketId: string | null;
  entry: ScheduleEntry | null;
  priority: number | null;
  conflict: boolean;
  afterSla: boolean;
}

const hour = 3_600_000;

/** Interventions with a time; those without one stand in no calendar. */
export function itemsOf(entries: Iterable<ScheduleEntry>): Item[] {
  const items: Item[] = [];
  for (const entry of entries) {
    if (!entry.startsAt) continue;
    const start = Date.parse(entry.startsAt),
      end = entry.endsAt ? Date.parse(entry.endsAt) : start + hour;
    items.push({
      id: entry.id,
      title: entry.title ?? entry.id,
      start,
      end: Math.max(end, start + 60_000),
      state: entry.state,
      location: entry.location,
      team: entry.team,
      person: entry.technician,
      ticketId: entry.ticketId,
      entry,
      priority: entry.ticket?.priority ?? null,
      conflict: entry.conflicts.length > 0,
      afterSla: entry.afterSla,
    });
  }
  return items.toSorted(byStart);
}

/** Open tickets at the time they are due. */
export const dueItems = (rows: readonly Row[]): Item[] =>
  rows
    .filter((row) => typeof row['dueAt'] === 'string')
    .map((row): Item => {
      const due = Date.parse(String(row['dueAt']));
      return {
        id: row.id,
        title: String(row['title'] ?? row.id),
        start: due,
        end: due + hour / 2,
        state: 'planned',
        location: row['location'] as string | null,
        team: row['team'] as string | null,
        person: row['assignee'] as string | null,
        ticketId: row.id,
        entry: null,
        priority: row['priority'] as number | null,
        conflict: false,
        afterSla: false,
      };
    })
    .toSorted(byStart);

export const byStart = (a: Item, b: Item): number => a.start - b.start || a.end - b.end || a.id.localeCompare(b.id);

/**
 * What needs attention of an item now. An intervention is overdue once its end has passed and it is not done; a ticket
 * once it is due.
 */
export function flagsOf(item: Item, now: number): Flag[] {
  const ahead = item.state === 'planned' || item.state === 'underway';
  const flags: Flag[] = [];
  if (item.conflict) flags.push('conflict');
  if (item.afterSla) flags.push('afterSla');
  if (ahead && (item.entry ? item.end : item.start) <= now) flags.push('overdue');
  return flags;
}

export const flags: readonly Flag[] = ['conflict', 'afterSla', 'overdue'];

/** How many of them have each flag; those without any are left out. */
export const countFlags = (items: readonly Item[], now: number): [Flag, number][] =>
  flags
    .map((flag): [Flag, number] => [flag, items.filter((item) => flagsOf(item, now).includes(flag)).length])
    .filter(([, count]) => count > 0);

export const flagWord: Record<Flag, string> = { conflict: 'Conflict', afterSla: 'After SLA', overdue: 'overdue' };

export interface Filters {
  locations: readonly string[];
  team: string | null;
  person: string | null;
  flag: Flag | null;
}

export const passes = (item: Item, filters: Filters, now: number): boolean =>
  (filters.locations.length === 0 || filters.locations.includes(item.location ?? '')) &&
  (filters.team === null || item.team === filters.team) &&
  (filters.person === null || item.person === filters.person) &&
  (filters.flag === null || flagsOf(item, now).includes(filters.flag));

/** What has a place in time: an item by its instants, a piece of one by its minutes. */
interface Timed {
  id: string;
  start: number;
  end: number;
}

/**
 * Something's place among those at the same time: which lane of how many, and how many lanes it may fill to its right.
 */
export interface Placed<T> {
  item: T;
  lane: number;
  lanes: number;
  fills: number;
}

/** Those that found no lane, told by a "+3". */
export interface More<T> {
  start: number;
  end: number;
  items: readonly T[];
}

/** Lays what is in one column out side by side. More than `abreast` at once: one fewer, and the rest as one "+3". */
export function layOut<T extends Timed>(items: readonly T[], abreast = 3): { placed: Placed<T>[]; more: More<T>[] } {
  const placed: Placed<T>[] = [],
    more: More<T>[] = [];
  for (const cluster of clusters(items)) {
    const ends: number[] = [];
    const laned = cluster.map((item) => {
      const free = ends.findIndex((end) => end <= item.start);
      const lane = free < 0 ? ends.length : free;
      ends[lane] = item.end;
      return { item, lane };
    });
    const lanes = Math.min(abreast, ends.length);
    const shown = ends.length <= abreast ? laned : laned.filter(({ lane }) => lane < abreast - 1);
    const rest = laned.filter((one) => !shown.includes(one)).map(({ item }) => item);
    const taken: { item: { start: number; end: number }; lane: number }[] = [
      ...shown,
      ...gather(rest).map((one) => {
        more.push(one);
        return { item: one, lane: abreast - 1 };
      }),
    ];
    for (const { item, lane } of shown) {
      const blocked = taken
        .filter((other) => other.lane > lane && other.item.start < item.end && item.start < other.item.end)
        .map((other) => other.lane);
      placed.push({ item, lane, lanes, fills: Math.min(lanes, ...blocked) - lane });
    }
  }
  return { placed, more };
}

/** What overlaps, directly or through others, in the order it begins. */
function clusters<T extends Timed>(items: readonly T[]): T[][] {
  const found: T[][] = [];
  let until = -Infinity;
  // Of those that begin together the longest stands left.
  for (const item of items.toSorted((a, b) => a.start - b.start || b.end - a.end || a.id.localeCompare(b.id))) {
    if (item.start >= until) found.push([]);
    found[found.length - 1]!.push(item);
    until = Math.max(until, item.end);
  }
  return found;
}

/** What is hidden at the same time is one "+3". */
const gather = <T extends Timed>(items: readonly T[]): More<T>[] =>
  clusters(items).map((own) => ({
    start: Math.min(...own.map((item) => item.start)),
    end: Math.max(...own.map((item) => item.end)),
    items: own,
  }));
