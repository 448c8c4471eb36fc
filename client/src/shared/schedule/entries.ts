import type { ScheduleEntry } from '../wire/rows';
import type { CalendarMessage } from '../wire/wire';

/** Entries of the schedule by id. */
export type Entries = ReadonlyMap<string, ScheduleEntry>;

/** A message of the hub onto what is held. */
export function merge(held: Entries, message: Pick<CalendarMessage, 'full' | 'changed' | 'removed'>): Entries {
  const merged = new Map(message.full ? [] : held);
  for (const entry of message.changed) merged.set(entry.id, entry);
  for (const id of message.removed) merged.delete(id);
  return merged;
}
