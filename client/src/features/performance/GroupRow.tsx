import { ChartLine } from 'lucide-react';
import { memo } from 'react';
import { Link } from 'wouter';
import { usePageOf } from '../../shared/kpi/usePageOf';
import type { Group } from '../../shared/store/desk';
import type { Results } from '../../shared/store/merge';
import type { KpiDefinition } from '../../shared/wire/wire';
import { Cell, historyIn } from './Cell';
import styles from './GroupRow.module.css';
import { breakdownIn, cellStatus, groupTitle, type PerformanceRow, type Table } from './model';

interface Props {
  table: Table;
  row: PerformanceRow;
  definitions: readonly KpiDefinition[];
  results: Results;
}

const rateOf = (results: Results, id: string): number => results[id]?.rate ?? 0;

/** What a row shows, in one text: only where it changes the row is drawn anew. */
const stamp = ({ row, definitions, results }: Props): string =>
  definitions
    .map(
      ({ id }) =>
        `${row.values[id]}${row.idle.has(id) ? 'idle' : ''}${rateOf(results, id) > 0 ? results[id]?.asOf : ''}`,
    )
    .join('|');

/** One group's numbers. */
export const GroupRow = memo(
  function GroupRow({ table, row, definitions, results }: Props) {
    const title = groupTitle(table, row.group);
    const pageOf = usePageOf();
    const groupOf = (definition: KpiDefinition): Group => ({
      dimension: breakdownIn(table, definition)!,
      name: row.group,
    });
    const first = definitions.find((definition) => historyIn(definition, groupOf(definition)) !== undefined);
    return (
      <tr>
        <th scope="row" tabIndex={-1} title={title} dir="auto">
          <bdi>{title}</bdi>
          {first && (
            <Link
              href={historyIn(first, groupOf(first))!}
              className={styles.history}
              tabIndex={-1}
              aria-label={`History of ${title}`}
              title={`History of ${title}: ${first.presentation.title}`}
            >
              <ChartLine size=".875rem" strokeWidth={1.5} aria-hidden="true" />
            </Link>
          )}
        </th>
        {definitions.map((definition) => {
          const group = groupOf(definition);
          return (
            <Cell
              key={definition.id}
              definition={definition}
              group={group}
              value={row.values[definition.id]}
              result={results[definition.id]}
              href={definition.id in row.values && !row.idle.has(definition.id) ? pageOf(definition.id, group) : null}
              statusOf={(value) => cellStatus(table, definition, value, row.group)}
            />
          );
        })}
      </tr>
    );
  },
  (before, after) =>
    before.table === after.table &&
    before.row.group === after.row.group &&
    before.definitions === after.definitions &&
    stamp(before) === stamp(after),
);
