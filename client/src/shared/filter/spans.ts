import { startOfDay } from '../format/zone';
import type { Column } from '../rows/columns';
import type { Condition } from './filters';

const day = 86_400_000;

/** Times that move with the clock, as they are read; those in days of the desk, and of 24 hours. */
export const spanNames = {
  today: 'today',
  tomorrow: 'tomorrow',
  yesterday: 'yesterday',
  'last-7-days': 'last 7 days',
  'last-30-days': 'last 30 days',
  'next-7-days': 'next 7 days',
  overdue: 'overdue',
} as const;

export type Span = keyof typeof spanNames;

/** Where a time can lie ahead. */
const planned = new Set(['dueAt', 'responseDueAt', 'startsAt', 'endsAt']);

/** What is overdue counts only while it is not done. */
const undone: Record<string, string> = {
  dueAt: 'state in (new, open, pending)',
  responseDueAt: 'respondedAt is empty and state in (new, open, pending)',
  endsAt: 'state in (planned, underway)',
};

/** The quick choices for a column of times. */
export function spansOf(column: Column): Span[] {
  const ahead: Span[] = planned.has(column.name) ? ['tomorrow', 'next-7-days'] : [];
  return [
    ...(column.name in undone ? ['overdue' as const] : []),
    'today',
    'yesterday',
    ...ahead,
    'last-7-days',
    'last-30-days',
  ];
}

/** A condition as the server is asked at a moment: one of a time that moves with the clock names its instants. */
export function meant(condition: Condition, now: number, zone: string): Condition {
  if (condition.kind !== 'during') return condition;
  const { column } = condition;
  const iso = (at: number): string => new Date(at).toISOString();
  const between = (from: number, to: number): Condition => ({ column, kind: 'range', from: iso(from), to: iso(to) });
  const days = (first: number): Condition =>
    between(startOfDay(now, zone, first), startOfDay(now, zone, first + 1) - 1);
  // What has just happened is in, however the clocks differ; what lies ahead is not.
  const last = (many: number): Condition =>
    planned.has(column)
      ? between(now - many * day, now)
      : { column, kind: 'range', from: iso(now - many * day), to: null };
  switch (condition.span) {
    case 'today':
      return days(0);
    case 'tomorrow':
      return days(1);
    case 'yesterday':
      return days(-1);
    case 'last-7-days':
      return last(7);
    case 'last-30-days':
      return last(30);
    case 'next-7-days':
      return between(now, now + 7 * day);
    case 'overdue':
      return {
        column: '',
        kind: 'raw',
        text: [`${column} <= "${iso(now)}"`, undone[column]].filter(Boolean).join(' and '),
      };
    default:
      return condition;
  }
}
