import { plural } from '../../../shared/format/duration';
import type { KpiDefinition } from '../../../shared/wire/wire';

export type ColumnType = 'text' | 'word' | 'number' | 'time' | 'yesno';

/** A column as it is shown. `of`: it is reckoned here from a time column, and sorts by it the other way round. */
export interface Column {
  name: string;
  title: string;
  type: ColumnType;
  /** Width at first, px at scale 1. */
  width: number;
  of?: string;
  /** Its numbers are seconds: of service time, or of a clock that never stops. */
  lasts?: 'service' | 'clock';
  /** The widest: it takes the room that is left. */
  grows?: boolean;
}

const text = (name: string, title: string, width = 140): Column => ({ name, title, type: 'text', width });
const word = (name: string, title: string, width = 92): Column => ({ name, title, type: 'word', width });
const number = (name: string, title: string, width = 92): Column => ({ name, title, type: 'number', width });
const time = (name: string, title: string): Column => ({ name, title, type: 'time', width: 116 });

const tickets: readonly Column[] = [
  text('id', 'Ticket', 104),
  { ...word('priority', 'Priority', 76), type: 'number' },
  { ...text('title', 'Title', 320), grows: true },
  word('state', 'State'),
  text('assignee', 'Assignee', 140),
  text('location', 'Location', 112),
  text('team', 'Team', 128),
  word('kind', 'Kind'),
  text('category', 'Category'),
  text('service', 'Service'),
  word('channel', 'Channel'),
  text('requester', 'Requester'),
  time('openedAt', 'Opened'),
  { ...time('age', 'Age'), of: 'openedAt', width: 108 },
  time('respondedAt', 'Responded'),
  time('resolvedAt', 'Resolved'),
  time('closedAt', 'Closed'),
  time('reopenedAt', 'Reopened'),
  time('responseDueAt', 'Response due'),
  { ...time('responseOverdueBy', 'Response overdue by'), of: 'responseDueAt', width: 156 },
  time('dueAt', 'Due'),
  { ...time('overdueBy', 'Overdue by'), of: 'dueAt', width: 120 },
  { ...number('pendingSeconds', 'On hold in total', 132), lasts: 'service' },
  number('reopens', 'Reopens'),
  number('reassignments', 'Reassigned', 104),
  { name: 'escalated', title: 'Escalated', type: 'yesno', width: 96 },
  number('rating', 'Rating', 76),
  word('outcome', 'Outcome', 104),
  time('updatedAt', 'Updated'),
  word('part', 'Counts as', 96),
  number('own', 'Own value', 136),
];

const interventions: readonly Column[] = [
  text('id', 'Intervention', 112),
  { ...text('title', 'Title', 320), grows: true },
  word('state', 'State'),
  text('location', 'Location', 112),
  text('technician', 'Technician', 140),
  text('team', 'Team', 128),
  text('ticketId', 'Ticket', 104),
  time('startsAt', 'Starts'),
  time('endsAt', 'Ends'),
  time('doneAt', 'Done'),
  text('address', 'Address', 220),
  text('contact', 'Contact', 200),
  time('updatedAt', 'Updated'),
  number('own', 'Own value', 136),
];

export const isIntervention = (definition: KpiDefinition | undefined): boolean => definition?.slice === 'interventions';

/** What a row's own value is called: a share has a yes or no per row, a mean a number. */
function ownTitle(definition: KpiDefinition): string {
  if (definition.unit === 'percent')
    return (
      (
        {
          'resolution-sla-30d': 'In time',
          'response-sla-30d': 'In time',
          'critical-sla-30d': 'In time',
          'first-contact-resolution-30d': 'First contact',
          'reopen-rate-30d': 'Reopened',
          'satisfaction-30d': 'Satisfied',
          'interventions-on-time-30d': 'On time',
          'change-success-30d': 'Successful',
        } as Record<string, string>
      )[definition.id] ?? 'Counts'
    );
  if (definition.group === 'Speed') return definition.id.includes('respond') ? 'Time to respond' : 'Time to resolve';
  return definition.unit === 'seconds' ? 'Age' : 'Own value';
}

/** The columns of a KPI's rows; its own value only where its rows have one. */
export function columnsOf(definition: KpiDefinition | undefined): readonly Column[] {
  const all = isIntervention(definition) ? interventions : tickets;
  const own = definition && hasOwn(definition) ? ownTitle(definition) : null;
  return all
    .filter((column) => column.name !== 'own' || own !== null)
    .filter(
      (column) => column.name !== 'part' || definition?.id === 'net-flow-today' || definition?.id === 'days-to-clear',
    )
    .map((column) =>
      column.name === 'own'
        ? {
            ...column,
            title: own!,
            ...(definition!.unit === 'seconds'
              ? { lasts: definition!.group === 'Speed' ? ('service' as const) : ('clock' as const) }
              : {}),
          }
        : column,
    );
}

/** Where a column has come to, as it is said. */
export const placeText = (column: Column, place: number, of: number): string =>
  `${column.title} is column ${place + 1} of ${of}`;

/** What the rows of a number are called: tickets, or interventions. */
export const rowsWord = (definition: KpiDefinition | undefined, count: number): string =>
  plural(count, isIntervention(definition) ? 'intervention' : 'ticket');

/** Shares, means and ages have a value of their own per row; counts do not. */
export const hasOwn = (definition: KpiDefinition): boolean =>
  definition.unit === 'percent' || definition.unit === 'seconds' || definition.id === 'reassignments-30d';

/** Which columns are shown at first: what the number is about stands last. */
export function shownAtFirst(definition: KpiDefinition | undefined): string[] {
  if (isIntervention(definition))
    return [
      'id',
      'title',
      'state',
      'location',
      'technician',
      'ticketId',
      'startsAt',
      'endsAt',
      ...(definition && hasOwn(definition) ? ['doneAt', 'own'] : []),
    ];
  const base = ['id', 'priority', 'title', 'state', 'assignee', 'location'];
  return [...base, ...about(definition)];
}

function about(definition: KpiDefinition | undefined): string[] {
  switch (definition?.id) {
    case undefined:
      return ['team', 'openedAt', 'dueAt'];
    case 'overdue':
    case 'due-within-2-hours':
    case 'breached-today':
      return ['dueAt', 'overdueBy'];
    case 'response-overdue':
    case 'awaiting-response':
      return ['responseDueAt', 'responseOverdueBy'];
    case 'untouched-3-days':
      return ['updatedAt'];
    case 'resolved-today':
    case 'resolved-per-day':
      return ['resolvedAt'];
    case 'net-flow-today':
    case 'days-to-clear':
      return ['part', 'openedAt', 'resolvedAt'];
    case 'reopened-today':
      return ['reopenedAt', 'reopens'];
    case 'reopen-rate-30d':
      return ['reopens', 'own'];
    case 'satisfaction-30d':
      return ['rating', 'own'];
    case 'change-success-30d':
      return ['outcome', 'own'];
    case 'response-sla-30d':
    case 'time-to-respond-7d':
      return ['respondedAt', 'own'];
    case 'mean-age':
    case 'oldest-age':
      return ['openedAt', 'own'];
  }
  if (definition && hasOwn(definition)) return ['resolvedAt', 'own'];
  return definition?.group === 'Flow' ? ['openedAt'] : ['openedAt', 'age'];
}

/** The order at first: what needs a look stands on top. */
export function sortAtFirst(definition: KpiDefinition | undefined): { column: string; down: boolean }[] {
  const shown = shownAtFirst(definition);
  if (shown.includes('own')) return [{ column: 'own', down: definition?.better === 'lower' }];
  if (shown.includes('overdueBy')) return [{ column: 'dueAt', down: false }];
  if (shown.includes('responseOverdueBy')) return [{ column: 'responseDueAt', down: false }];
  if (isIntervention(definition)) return [{ column: 'startsAt', down: false }];
  const last = shown[shown.length - 1]!;
  return [
    {
      column: last === 'age' || definition === undefined ? 'openedAt' : last,
      down: last !== 'age' && last !== 'updatedAt',
    },
  ];
}
