import { ArrowDown, ArrowUp, ArrowUpWideNarrow } from 'lucide-react';
import { useMemo } from 'react';
import { usePageOf } from '../../shared/kpi/usePageOf';
import { whole } from '../../shared/format/number';
import { useTopics } from '../../shared/session/useTopics';
import { useDesk } from '../../shared/store/desk';
import { useTrendsBy } from '../../shared/trend/useTrendsBy';
import { useAddress } from '../../shared/ui/useAddress';
import { join } from '../../shared/ui/join';
import { SearchBox } from '../../shared/ui/SearchBox';
import { Tabs } from '../../shared/ui/Tabs';
import toolbar from '../../shared/ui/toolbar.module.css';
import { byName, byWorst, readAddress, writeAddress } from './address';
import { Cell } from './Cell';
import { GroupRow } from './GroupRow';
import {
  breakdownIn,
  chosenKpis,
  findRows,
  isLargestFirst,
  keepKpis,
  markedText,
  rowsOfTable,
  sortByWorst,
  sortRows,
  tableOf,
  tablesNow,
  type Table,
} from './model';
import styles from './PerformancePage.module.css';
import { Chooser, Export } from './Tools';
import { useGrid } from './useGrid';

/** Key performance tables: every group's numbers side by side, live, with the cards as totals. */
export default function PerformancePage({ dimension }: { dimension: string }) {
  const table = useMemo(() => tableOf(dimension), [dimension]);
  const desk = useDesk((state) => state.desk);
  const order = useDesk((state) => state.order);
  useTopics(table.breakdowns.map((breakdown) => `table:${breakdown}`));
  useTrendsBy(table.breakdowns[0]!);
  if (!desk || order.length === 0) return <div className={styles.page} aria-busy="true" />;
  if (table.isByPerson && !desk.byPerson)
    return (
      <div className={styles.page}>
        <p className={styles.empty}>Numbers by person are not for you on this desk.</p>
      </div>
    );
  return <Filled key={`${desk.id} ${table.id}`} table={table} desk={desk.id} />;
}

function Filled({ table, desk }: { table: Table; desk: string }) {
  const catalogue = useDesk((state) => state.catalogue);
  const order = useDesk((state) => state.order);
  const results = useDesk((state) => state.results);
  const [{ kpis, by, down, search }, change] = useAddress(readAddress, writeAddress);
  const possible = useMemo(
    () => order.map((id) => catalogue[id]!).filter((definition) => breakdownIn(table, definition)),
    [order, catalogue, table],
  );
  const definitions = useMemo(() => {
    const asked = possible.filter((definition) => kpis?.includes(definition.id));
    if (asked.length > 0) return asked;
    const ids = chosenKpis(table, possible);
    return possible.filter((definition) => ids.includes(definition.id));
  }, [possible, kpis, table]);
  const ids = definitions.map((definition) => definition.id);
  const all = rowsOfTable(table, definitions, results);
  const found = findRows(table, all, search);
  const rows = by === byWorst ? sortByWorst(found, table, definitions) : sortRows(found, by, down);
  const grid = useGrid();
  const pageOf = usePageOf();
  const byPerson = useDesk((state) => state.desk?.byPerson ?? true);
  const choose = (next: string[]): void => {
    keepKpis(table, next);
    change({ kpis: possible.map((definition) => definition.id).filter((id) => next.includes(id)) });
  };
  const isRead = Object.keys(results).length > 0;
  return (
    <div className={styles.page} data-paper="wide">
      <div className={styles.top}>
        <h2>Performance</h2>
        <Tabs
          label="Tables"
          tabs={tablesNow()
            .filter(({ isByPerson }) => byPerson || !isByPerson)
            .map(({ id, text }) => ({ to: `/performance/${id}`, text, isCurrent: id === table.id }))}
        />
        <div className={styles.tools}>
          <SearchBox label={`Find ${table.many}`} text={search} onChange={(text) => change({ search: text })} />
          <button
            type="button"
            className={join(toolbar.button, styles.act, styles.worst)}
            aria-pressed={by === byWorst}
            onClick={() => change(by === byWorst ? { by: byName, down: false } : { by: byWorst, down: false })}
          >
            <ArrowUpWideNarrow size="1rem" strokeWidth={1.5} aria-hidden="true" />
            <span>Worst first</span>
          </button>
          <Chooser possible={possible} ids={ids} onChoose={choose} />
          <Export desk={desk} table={table} ids={ids} />
        </div>
      </div>
      <div className={styles.frame}>
        <table
          {...grid}
          className={styles.table}
          role="grid"
          aria-label={`Performance by ${table.text.toLowerCase()}`}
          aria-rowcount={rows.length + 2}
        >
          <thead>
            <tr>
              <Head
                text={table.text}
                way={by === byName ? down : null}
                onSort={() => change({ by: byName, down: by === byName && !down })}
                first
              />
              {definitions.map((definition) => {
                const { title, window } = definition.presentation,
                  isBy = by === definition.id;
                return (
                  <Head
                    key={definition.id}
                    text={title}
                    note={window ?? undefined}
                    way={isBy ? down : null}
                    onSort={() => change({ by: definition.id, down: isBy ? !down : isLargestFirst(definition) })}
                  />
                );
              })}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <GroupRow key={row.group} table={table} row={row} definitions={definitions} results={results} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" tabIndex={-1}>
                Whole desk
              </th>
              {definitions.map((definition) => {
                const result = results[definition.id];
                return (
                  <Cell
                    key={definition.id}
                    definition={definition}
                    group={null}
                    value={result?.value}
                    result={result}
                    href={pageOf(definition.id, null)}
                    statusOf={() => result?.status ?? 'none'}
                  />
                );
              })}
            </tr>
          </tfoot>
        </table>
        {rows.length === 0 && (
          <p className={styles.empty}>
            {!isRead ? (
              'Reading'
            ) : all.length === 0 ? (
              'No group has anything to show.'
            ) : (
              <>
                No name has “<bdi>{search.trim()}</bdi>” in it.{' '}
                <button type="button" onClick={() => change({ search: '' })}>{`Show all ${table.many}`}</button>
              </>
            )}
          </p>
        )}
      </div>
      <p className={styles.status}>
        <b role="status">{count(rows.length, all.length, table)}</b>
        <span>{markedText(table, definitions)}</span>
      </p>
    </div>
  );
}

/** 225 locations; 3 of 225 locations; 1 location. */
const count = (some: number, all: number, table: Table): string =>
  `${some === all ? '' : `${whole(some)} of `}${whole(all)} ${all === 1 ? table.text.toLowerCase() : table.many}`;

function Head({
  text,
  note,
  way,
  onSort,
  first,
}: {
  text: string;
  note?: string | undefined;
  way: boolean | null;
  onSort: () => void;
  first?: boolean;
}) {
  return (
    <th
      scope="col"
      aria-sort={way === null ? 'none' : way ? 'descending' : 'ascending'}
      className={first ? styles.first : undefined}
    >
      <button type="button" tabIndex={-1} onClick={onSort} className={way === null ? '' : styles.sorted}>
        <span>
          {way !== null &&
            (way ? (
              <ArrowDown size=".875rem" strokeWidth={1.75} aria-hidden="true" />
            ) : (
              <ArrowUp size=".875rem" strokeWidth={1.75} aria-hidden="true" />
            ))}
          <bdi>{text}</bdi>
          {note && <small>{` ${note}`}</small>}
        </span>
      </button>
    </th>
  );
}
