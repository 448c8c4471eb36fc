import { duration } from '../format/duration';
import { clock, moment } from '../format/time';
import { flagsOf, type Flag, type Item } from './items';
import { dayName, longDay, sameDay, wall } from './zone';

export const stateWord = { planned: 'Planned', underway: 'Underway', done: 'Done', cancelled: 'Cancelled' };

export const stateText = (item: Item): string => (item.entry ? stateWord[item.state] : 'Open');

/** Whether it ends on the day it begins, or at that day's end. */
export const endsSameDay = (item: Item, zone: string): boolean =>
  sameDay(wall(item.start, zone), wall(item.end - 1, zone));

/** 10:00 to 11:30; over midnight 22:00 to Wed 25 02:00; a ticket: due 10:00. */
export function timeText(item: Item, zone: string): string {
  if (!item.entry) return `due ${clock(item.start, zone)}`;
  const day = endsSameDay(item, zone) ? '' : `${dayName(wall(item.end, zone))} `;
  return `${clock(item.start, zone)} to ${day}${clock(item.end, zone)}`;
}

export const ticketText = (item: Item): string => [item.ticketId, item.entry?.ticket?.title].filter(Boolean).join(' ');

/** A contact's name and number, where the ITSM gives both in one text. */
export const contactParts = (item: Item): string[] => item.entry?.contact?.split(/, (?=[+\d])/) ?? [];

/** Why an item needs attention, in a sentence each. `find` tells of the visits it overlaps with. */
export function reasons(
  item: Item,
  now: number,
  zone: string,
  find?: (id: string) => Item | undefined,
): { flag: Flag; text: string }[] {
  return flagsOf(item, now).map((flag) => {
    if (flag === 'conflict') {
      const others = item.entry!.conflicts.map((id) => other(find?.(id), zone) ?? id).join(', ');
      return { flag, text: `Overlaps with ${others} of the same technician` };
    }
    if (flag === 'overdue')
      return {
        flag,
        text: item.entry
          ? `Should have ended ${duration((now - item.end) / 1000)} ago`
          : `Overdue by ${duration((now - item.start) / 1000)}`,
      };
    const due = Date.parse(item.entry!.ticket!.dueAt!);
    const late = duration((item.start - due) / 1000);
    return { flag, text: `Begins ${late} after the SLA of ${item.ticketId}, due ${moment(due, now, zone)}` };
  });
}

const other = (item: Item | undefined, zone: string): string | undefined =>
  item && `${item.id} (${item.location ?? 'no location'}, ${timeText(item, zone)})`;

/** An entry as one sentence. */
export function sentence(item: Item, now: number, zone: string): string {
  const parts = [
    item.location,
    item.title,
    longDay(wall(item.start, zone)),
    timeText(item, zone),
    item.person,
    item.ticketId && item.entry ? `ticket ${item.ticketId}` : null,
    stateText(item).toLowerCase(),
    ...reasons(item, now, zone).map((reason) => reason.text),
  ];
  return `${parts.filter(Boolean).join(', ')}.`;
}

const many: Record<Flag, string> = { conflict: 'with a conflict', afterSla: 'after SLA', overdue: 'overdue' };

/** 2 with a conflict, 1 overdue. */
export const flagCounts = (counts: readonly (readonly [Flag, number])[]): string =>
  counts.map(([flag, count]) => `${count} ${many[flag]}`).join(', ');
