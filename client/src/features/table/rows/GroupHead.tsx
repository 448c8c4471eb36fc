import { ChevronDown, ChevronRight } from 'lucide-react';
import type { RowsGroup } from '../../../shared/wire/rows';
import { columnsOf, rowsWord } from '../../../shared/rows/columns';
import { groupName, subtotalText } from './subtotals';
import type { TableView } from '../data/tableView';
import styles from './DataTable.module.css';

/** What stands in a group's line: its value, how many rows it has, what they come to. */
export function GroupHead({
  group,
  by,
  view,
  closed,
}: {
  group: RowsGroup;
  by: string | null;
  view: TableView;
  closed: boolean;
}) {
  const { definition, zone, layout } = view;
  const all = columnsOf(definition),
    column = all.find((one) => one.name === by);
  return (
    <>
      {closed ? (
        <ChevronRight size="1rem" strokeWidth={1.5} aria-hidden="true" />
      ) : (
        <ChevronDown size="1rem" strokeWidth={1.5} aria-hidden="true" />
      )}
      <b dir="auto">{column ? groupName(column, group, zone) : String(group.key)}</b>
      <small>{rowsWord(definition, group.count)}</small>
      <span className={styles.subtotals}>
        {subtotalText(
          group,
          layout.columns.map((one) => one.name),
          all.find((one) => one.name === 'own'),
        )}
      </span>
    </>
  );
}
