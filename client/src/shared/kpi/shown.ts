import type { KpiDefinition } from '../wire/wire';

/**
 * How a card is titled: without its window and without words that its unit repeats. The spoken name keeps the
 * catalogue's title.
 */
export interface Shown {
  title: string;
  /** At the right of the title: 7 d, 30 d, next 7 d. */
  window?: string;
  /** Word after the value; null = the title names it. */
  unit?: string | null;
  /** What stands beside the dash when there is no value. */
  empty?: string;
  /** Takes two cells of the board. */
  wide?: boolean;
}

const own: Record<string, Partial<Shown>> = {
  'open-tickets': { unit: null },
  'open-incidents': { unit: null },
  'open-requests': { unit: null },
  'open-problems': { unit: null },
  'open-changes': { unit: null },
  'critical-open': { unit: 'open' },
  'backlog-per-technician': { empty: 'nobody has a ticket' },
  'mean-age': { empty: 'no open ticket' },
  'oldest-age': { empty: 'no open ticket' },
  'resolved-per-day': { window: '7 d', unit: '/ day' },
  'days-to-clear': { empty: 'nothing resolved in 7 d' },
  'resolution-sla-30d': { title: 'Resolution SLA', window: '30 d', empty: 'none resolved yet' },
  'response-sla-30d': { title: 'Response SLA', window: '30 d', empty: 'none answered yet' },
  'critical-sla-30d': { title: 'Critical SLA', window: '30 d', empty: 'no critical one resolved' },
  'time-to-respond-7d': { title: 'Mean time to respond', window: '7 d', empty: 'none answered yet' },
  'time-to-resolve-30d': { title: 'Mean time to resolve', window: '30 d', empty: 'none resolved yet' },
  'p90-time-to-resolve-30d': {
    title: '90th percentile to resolve',
    window: '30 d',
    empty: 'none resolved yet',
    wide: true,
  },
  'first-contact-resolution-30d': { title: 'First contact resolution', window: '30 d', empty: 'none resolved yet' },
  'reopen-rate-30d': { title: 'Reopen rate', window: '30 d', empty: 'none resolved yet' },
  'reassignments-30d': { title: 'Reassignments', window: '30 d', unit: '/ ticket', empty: 'none resolved yet' },
  'satisfaction-30d': { title: 'Satisfied users', window: '30 d', empty: 'no rated ticket yet' },
  'interventions-today': { unit: null },
  'interventions-overdue': { unit: null },
  'interventions-next-7-days': { title: 'Interventions', window: 'next 7 d', unit: null },
  'interventions-on-time-30d': { title: 'Interventions on time', window: '30 d', empty: 'none done yet' },
  'change-success-30d': { title: 'Successful changes', window: '30 d', empty: 'no change ended yet' },
};

const units: Record<string, string> = {
  tickets: 'tickets',
  interventions: 'interventions',
  days: 'days',
  'tickets per day': '/ day',
  'per ticket': '/ ticket',
};

const singular: Record<string, string> = { tickets: 'ticket', interventions: 'intervention', days: 'day' };

export function shown(definition: KpiDefinition): Shown {
  return { title: definition.title, unit: units[definition.unit] ?? null, ...own[definition.id] };
}

/** The unit word for a shown number: singular for 1. */
export const unitWord = (unit: string | null | undefined, number: string): string | null =>
  !unit ? null : number === '1' ? (singular[unit] ?? unit) : unit;

/** The unit as a spoken name has it. */
export function spokenUnit(definition: KpiDefinition, number: string): string {
  switch (definition.unit) {
    case 'tickets':
      return definition.id === 'net-flow-today' || number !== '1' ? 'tickets' : 'ticket';
    case 'interventions':
      return number === '1' ? 'intervention' : 'interventions';
    case 'days':
      return number === '1' ? 'day' : 'days';
    case 'tickets per day':
      return 'tickets per day';
    case 'per ticket':
      return 'per ticket';
    default:
      return '';
  }
}
