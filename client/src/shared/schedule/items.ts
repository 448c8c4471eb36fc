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
