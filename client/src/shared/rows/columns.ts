import { plural } from '../format/duration';
import { furtherNow } from '../store/breakdowns';
import type { KpiDefinition, Presentation } from '../wire/wire';

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
  /** What its values are called, where that is no word of the ITSM. */
  words?: Readonly<Record<string, string>>;
  /** A row's own yes (1) or no (0). */
  isShare?: boolean;
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
  word('part', 'Counts as', 96),
  number('own', 'Own value', 136),
];

/** The list of all tickets is no KPI's. */
const ofAllTickets = ['id', 'priority', 'title', 'state', 'assignee', 'location', 'team', 'openedAt', 'dueAt'];

export const isIntervention = (definition: KpiDefinition | undefined): boolean => definition?.slice === 'interventions';

/** The tickets' columns, with what only this desk breaks them down by in front of the last that all have. */
function ticketColumns(): readonly Column[] {
  const further = furtherNow(),
    at = tickets.findIndex(({ name }) => name === 'updatedAt');
  return further.length === 0
    ? tickets
    : tickets.toSpliced(at, 0, ...further.map(({ name, title }) => text(name, title)));
}

/** The columns of a KPI's rows; its own value and its part only where its rows have one. */
export function columnsOf(definition: KpiDefinition | undefined): readonly Column[] {
  const { own = null, parts = [] } = definition?.presentation ?? {};
  return (isIntervention(definition) ? interventions : ticketColumns())
    .filter((column) => column.name !== 'part' || parts.length > 0)
    .filter((column) => column.name !== 'own' || own !== null)
    .map((column) => (column.name === 'own' && own ? ownColumn(column, own) : column));
}

function ownColumn(column: Column, { title, kind }: NonNullable<Presentation['own']>): Column {
  if (kind === 'yesNo') return { ...column, title, isShare: true };
  return kind === 'number'
    ? { ...column, title }
    : { ...column, title, lasts: kind === 'serviceTime' ? 'service' : 'clock' };
}

/** Where a column has come to, as it is said. */
export const placeText = (column: Column, place: number, of: number): string =>
  `${column.title} is column ${place + 1} of ${of}`;

/** What the rows of a number are called: tickets, or interventions. */
export const rowsWord = (definition: KpiDefinition | undefined, count: number): string =>
  plural(count, isIntervention(definition) ? 'intervention' : 'ticket');

/** Which columns are shown at first: what the number is about stands last. */
export const shownAtFirst = (definition: KpiDefinition | undefined): readonly string[] =>
  definition?.presentation.columns ?? ofAllTickets;

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
