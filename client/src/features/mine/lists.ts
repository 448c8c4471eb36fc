import { startOfDay } from '../../shared/format/zone';
import { at } from '../../shared/wire/api';

/** A list of one's own tickets. */
export interface OwnList {
  id: string;
  title: string;
  /** Said where it holds none. */
  empty: string;
  /** The column whose time is told. */
  time: 'dueAt' | 'openedAt' | 'responseDueAt';
}

export const lists: readonly OwnList[] = [
  { id: 'overdue', title: 'Overdue', empty: 'Nothing of yours is overdue.', time: 'dueAt' },
  { id: 'today', title: 'Due today', empty: 'Nothing of yours falls due today any more.', time: 'dueAt' },
  { id: 'waiting', title: 'Not answered', empty: 'All of yours are answered.', time: 'responseDueAt' },
  { id: 'hold', title: 'On hold', empty: 'Nothing of yours is on hold.', time: 'openedAt' },
];

/** So many tickets of a list are shown. */
export const most = 50;

const iso = (ms: number): string => `"${new Date(ms).toISOString()}"`;

/** What the server is asked for a list at a moment; `me` is whoever asks, as the desk's ITSM names them. */
export function filterOf(id: string, now: number, zone: string): string {
  const mine = 'assignee = me';
  switch (id) {
    case 'overdue':
      return `${mine} and state in (new, open, pending) and dueAt < ${iso(now)}`;
    case 'today':
      return (
        `${mine} and state in (new, open, pending) and ` +
        `dueAt between ${iso(now)} and ${iso(startOfDay(now, zone, 1) - 1)}`
      );
    case 'waiting':
      return `${mine} and state in (new, open) and respondedAt is empty`;
    default:
      return `${mine} and state = pending`;
  }
}

export const ticketsPath = (desk: string, list: OwnList, now: number, zone: string): string =>
  `${at(desk)}/tickets?${new URLSearchParams({
    limit: String(most),
    sort: list.time,
    filter: filterOf(list.id, now, zone),
  })}`;

/** Own visits from the begin of today to a week ahead. */
export const visitsPath = (desk: string, now: number, zone: string): string =>
  `${at(desk)}/interventions?${new URLSearchParams({
    from: new Date(startOfDay(now, zone)).toISOString(),
    to: new Date(startOfDay(now, zone, 8)).toISOString(),
    technician: 'me',
  })}`;
