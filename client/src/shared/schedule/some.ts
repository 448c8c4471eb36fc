import type { ScheduleEntry } from '../wire/rows';
import { itemsOf, type Item } from './items';

/** For tests: a planned visit of A. Rossi in Lyon, in November 2026 (UTC). */
export const visit = (id: string, start: string, end: string, more: Partial<ScheduleEntry> = {}): ScheduleEntry => ({
  id,
  ticketId: null,
  title: `Visit ${id}`,
  state: 'planned',
  location: 'Lyon',
  address: null,
  contact: null,
  team: 'Network',
  technician: 'A. Rossi',
  startsAt: `2026-11-${start}:00Z`,
  endsAt: `2026-11-${end}:00Z`,
  doneAt: null,
  url: null,
  updatedAt: '2026-11-20T00:00:00Z',
  ticket: null,
  conflicts: [],
  afterSla: false,
  ...more,
});

export const item = (id: string, start: string, end: string, more: Partial<ScheduleEntry> = {}): Item =>
  itemsOf([visit(id, start, end, more)])[0]!;

/** An instant in November 2026, UTC. */
export const at = (text: string): number => Date.parse(`2026-11-${text}:00Z`);

export const zone = 'Europe/Paris';
