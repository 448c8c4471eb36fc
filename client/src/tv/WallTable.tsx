import { StatusShape } from '../shared/kpi/shapes';
import { valueText } from '../shared/format/value';
import { useTopics } from '../shared/session/useTopics';
import { useDesk } from '../shared/store/desk';
import { useLive } from '../shared/live/live';
import { join } from '../shared/ui/join';
import { breakdownIn, cellStatus, groupTitle, rowsOfTable, sortByWorst, tableOf } from '../features/performance/model';
import type { TvPage } from '../features/wall/pages';
import styles from './WallTable.module.css';

/** What is read at six metres: the first numbers of the table, and its worst groups. */
const mostColumns = 6,
  mostRows = 8;

/** A performance table on the wall. */
export function WallTable({ page }: { page: TvPage }) {
  const table = tableOf(page.table ?? '');
  const catalogue = useDesk((desk) => desk.catalogue);
  const order = useDesk((desk) => desk.order);
  const results = useDesk((desk) => desk.results);
  const isAway = useLive((live) => live.kind === 'offline' || live.kind === 'stale');
  useTopics(table.breakdowns.map((dimension) => `table:${dimension}`));
  const shown = order
    .map((id) => catalogue[id]!)
    .filter((definition) => definition.presentation.isInTables && breakdownIn(table, definition))
    .slice(0, mostColumns);
  const all = sortByWorst(rowsOfTable(table, shown, results), table, shown);
  const rows = all.length > mostRows ? all.slice(0, mostRows - 1) : all;
  const more = all.length - rows.length;
  return (
    <table className={join(styles.table, isAway && styles.isAway)}>
      <thead>
        <tr>
          <th scope="col">{table.text}</th>
          {shown.map(({ id, presentation: { title, window } }) => (
            <th key={id} scope="col">
              <bdi>{title}</bdi>
              {window && <span>{` ${window}`}</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ group, values }) => (
          <tr key={group}>
            <th scope="row">{groupTitle(table, group)}</th>
            {shown.map((definition) => {
              const value = values[definition.id];
              const status = cellStatus(table, definition, value, group);
              return (
                <td key={definition.id} className={styles[status]}>
                  {(status === 'warning' || status === 'critical') && (
                    <StatusShape status={status} className={styles.shape} />
                  )}
                  <bdi>{value == null ? '–' : valueText(value, definition.presentation.number, definition)}</bdi>
                </td>
              );
            })}
          </tr>
        ))}
        {more > 0 && (
          <tr>
            <th scope="row" colSpan={shown.length + 1} className={styles.more}>
              {`and ${more} more ${table.many}, with less to tell`}
            </th>
          </tr>
        )}
      </tbody>
    </table>
  );
}
