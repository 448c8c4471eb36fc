import { duration } from '../format/duration';
import { clock, moment } from '../format/time';
import { flagsOf, type Item } from './items';
import { longDay, wall } from './zone';

export const stateWord = { planned: 'Planned', underway: 'Underway', done: 'Done', cancelled: 'Cancelled' };

export const stateText = (item: Item): string => item.entry ? stateWord[item.state] : 'Open';

export const timeText = (item: Item, zone: string): string => item.entry ? `${clock(item.start, zone)} to ${clock(item.end, zone)}` : `due ${clock(item.start, zone)}`;

/** Why an item needs attention, in a sentence each. */
export function reasons(item: Item, now: number, zone: string): { flag: 'conflict' | 'afterSla' | 'overdue'; text: string }[] {
  return flagsOf(item, now).map(flag => {
    if (flag === 'conflict') return { flag, text: `Overlaps with ${item.entry!.conflicts.join(', ')} of the same technician` };
    if (flag === 'overdue') return { flag, text: item.entry ? `Should have ended ${duration((now - item.end) / 1000)} ago` : `Overdue by ${duration((now - item.start) / 1000)}` };
    const due = Date.parse(item.entry!.ticket!.dueAt!);
    return { flag, text: `Begins ${duration((item.start - due) / 1000)} after the SLA of ${item.ticketId}, due ${moment(due, now, zone)}` };
  });
}

/** An entry as one sentence. */
export function sentence(item: Item, now: number, zone: string): string {
  const parts = [item.location, item.title, longDay(wall(item.start, zone)), timeText(item, zone), item.person, item.ticketId && item.entry ? `ticket ${item.ticketId}` : null, stateText(item).toLowerCase(), ...reasons(item, now, zone).map(reason => reason.text)];
  return `${parts.filter(Boolean).join(', ')}.`;
}
