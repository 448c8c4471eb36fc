import type { KpiDefinition } from '../../../shared/wire/wire';
import { columnsOf, type Column } from '../../../shared/rows/columns';
import type { LayoutActions } from '../columns/layout';
import type { Sort, TableQuery } from './query';

/** All that the parts of a table's page share: whose rows, how they are shown, and the way to change that. */
export interface TableView {
  desk: string;
  kpi: string | null;
  definition: KpiDefinition | undefined;
  zone: string;
  query: TableQuery;
  /** What is sorted by: the reader's choice, else what the number is about. */
  sort: readonly Sort[];
  layout: LayoutActions;
  change: (more: Partial<TableQuery>) => void;
}

/** The columns that rows have, without those that are reckoned from others: what can be filtered and grouped by. */
export const plainColumns = (view: TableView): readonly Column[] =>
  columnsOf(view.definition).filter((column) => !column.of);

/** What can be sorted by: every column, and of those reckoned from a time the ones on show, by their own name. */
export interface SortChoice {
  id: string;
  text: string;
  note: string;
  sort: Sort;
}

const notes = {
  time: ['earliest first', 'latest first'],
  number: ['least first', 'greatest first'],
  text: ['A to Z', 'Z to A'],
  word: ['A to Z', 'Z to A'],
  yesno: ['no first', 'yes first'],
} as const;

/** The choices of the sort menu; `up` stands before `down`, but for times. */
export function sortChoices(view: TableView): SortChoice[] {
  const shown = view.layout.layout.shown;
  return columnsOf(view.definition)
    .filter((column) => !column.of || shown.includes(column.name))
    .flatMap((column) => {
      const [up, down] = column.of
        ? ['shortest first', 'longest first']
        : column.lasts
          ? ['shortest first', 'longest first']
          : notes[column.type];
      const choice = (isDown: boolean): SortChoice => ({
        id: `${isDown ? '-' : ''}${column.name}`,
        text: column.title,
        note: isDown ? down : up,
        sort: { column: column.of ?? column.name, down: isDown !== (column.of !== undefined) },
      });
      return column.type === 'time' || column.type === 'number'
        ? [choice(true), choice(false)]
        : [choice(false), choice(true)];
    });
}

/**
 * The choice that holds now, by the name of a column that is shown: where both are, by what is reckoned from the time.
 */
export function sortChosen(view: TableView): SortChoice | undefined {
  const [first] = view.sort;
  const fitting = sortChoices(view).filter(
    (choice) => choice.sort.column === first?.column && choice.sort.down === first.down,
  );
  return fitting.find((choice) => choice.id.replace('-', '') !== first?.column) ?? fitting[0];
}

/** Group by: nothing, or a column; times by the desk's days, durations in bands. */
export const groupChoices = (view: TableView): { id: string; text: string; note?: string }[] => [
  { id: '', text: 'Nothing' },
  ...plainColumns(view).map((column) => ({
    id: column.name,
    text: column.title,
    ...(column.type === 'time' ? { note: 'by day' } : column.lasts ? { note: 'in bands' } : {}),
  })),
];
