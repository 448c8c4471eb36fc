import { weekdays } from '../../../shared/format/serviceHours';
import { columnsOf, type Column } from '../../../shared/rows/columns';
import { endings } from './words';

const column = (name: string, title: string, more: Partial<Column> = {}): Column => ({
  name,
  title,
  type: 'number',
  width: 110,
  ...more,
});

/** What the rows of a report have besides what every list has: how they stand as of the period's end. */
const further: readonly Column[] = [
  column('ending', 'How it ended', { type: 'word', words: endings }),
  column('weekday', 'Opened on', {
    type: 'word',
    words: Object.fromEntries(weekdays.map((name, i) => [String(i + 1), name])),
  }),
  column('hour', 'Opened in the hour'),
  column('timeToResolve', 'Time to resolve', { lasts: 'service' }),
  column('age', 'Age then', { lasts: 'clock' }),
  column('resolvedInTime', 'Resolved in time', { type: 'yesno' }),
  column('respondedInTime', 'Responded in time', { type: 'yesno' }),
];

/** All columns by which reports can be filtered. */
export const reportColumns = (): readonly Column[] => [
  ...columnsOf(undefined).filter(({ of, name }) => !of && name !== 'part' && name !== 'own'),
  ...further,
];

/** What a list of a report shows, as far as its rows have it. */
export const shownColumns: readonly string[] = [
  'id',
  'priority',
  'title',
  'ending',
  'team',
  'assignee',
  'location',
  'category',
  'openedAt',
  'resolvedAt',
  'dueAt',
  'timeToResolve',
];
