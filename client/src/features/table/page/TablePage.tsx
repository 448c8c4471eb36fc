import { useEffect, useMemo, useRef, useState } from 'react';
import { keys } from '../../../shared/keys/keys';
import { isTaken, onKey } from '../../../shared/keys/onKey';
import { useLive } from '../../../shared/live/live';
import { useDesk } from '../../../shared/store/desk';
import { useAddress } from '../../../shared/ui/useAddress';
import { NothingHere } from '../../../shared/ui/NothingHere';
import { useNarrow } from '../../../shared/ui/media';
import { whole } from '../../../shared/format/number';
import type { RowsPage } from '../../../shared/wire/rows';
import type { KpiDefinition } from '../../../shared/wire/wire';
import { Region } from '../../../shared/ui/Region';
import { isIntervention, sortAtFirst } from '../../../shared/rows/columns';
import { DataTable } from '../rows/DataTable';
import { FilterBar } from '../filter/FilterBar';
import { useLayout } from '../columns/layout';
import { PhoneBar } from './PhoneBar';
import { groupKey } from '../data/lines';
import { Single } from './Single';
import { StatusBar } from './StatusBar';
import { readQuery, writeQuery } from '../data/query';
import type { TableView } from '../data/tableView';
import { Title } from './Title';
import { useRows } from '../data/useTable';
import styles from './TablePage.module.css';

/**
 * The rows behind a number (or all tickets), live: filtered, sorted and grouped on the server, drawn as far as they are
 * seen.
 */
export default function TablePage({ kpi }: { kpi: string | null }) {
  const desk = useDesk((state) => state.desk);
  const definition = useDesk((state) => (kpi === null ? undefined : state.catalogue[kpi]));
  const known = useDesk((state) => state.order.length > 0);
  if (!desk || !known) return <div className={styles.page} aria-busy="true" />;
  if (kpi !== null && !definition)
    return (
      <div className={styles.page}>
        <NothingHere title={`There is no number “${kpi}” on this desk`}>The board shows those there are.</NothingHere>
      </div>
    );
  return <Table key={`${desk.id} ${kpi}`} desk={desk.id} zone={desk.timeZone} definition={definition} kpi={kpi} />;
}

const noneClosed: ReadonlySet<string> = new Set();

function Table({
  desk,
  zone,
  definition,
  kpi,
}: {
  desk: string;
  zone: string;
  definition: KpiDefinition | undefined;
  kpi: string | null;
}) {
  const [query, change] = useAddress(readQuery, writeQuery);
  const layout = useLayout(definition);
  const sort = query.sort.length > 0 ? query.sort : sortAtFirst(definition);
  const view: TableView = { desk, kpi, definition, zone, query, sort, layout, change };
  const rows = useRows(view);
  const isNarrow = useNarrow();
  // While the page says that it is offline, rows that stand say it in the bar below them.
  const isOffline = useLive((live) => live.kind === 'offline');
  const search = useRef<HTMLInputElement>(null);
  useSearchKey(search);
  const { page, windows, error } = rows.state;
  // Groups of another column are others.
  const [folded, setFolded] = useState<{ by: string | null; closed: ReadonlySet<string> }>({
    by: null,
    closed: noneClosed,
  });
  const closed = folded.by === rows.group ? folded.closed : noneClosed;
  const fold = (next: ReadonlySet<string>): void => setFolded({ by: rows.group, closed: next });
  const onFold = (all: boolean): void => fold(all ? new Set((page?.groups ?? []).map(groupKey)) : noneClosed);
  // A ticket that is asked for by a link and is not among the rows in sight still opens, above them.
  const inSight = useMemo(
    () => query.open !== null && [...windows.values()].some((some) => some.some((row) => row.id === query.open)),
    [windows, query.open],
  );
  const Bar = isNarrow ? PhoneBar : FilterBar;
  return (
    <div className={styles.page} data-paper="wide">
      <Title view={view} page={page} isNarrow={isNarrow} />
      <Bar view={view} search={search} onFold={onFold} />
      {page && <OwnPart page={page} definition={definition} />}
      {error && !(isOffline && page) && (
        <p className={styles.problem} role="alert">
          {error}
        </p>
      )}
      {query.open !== null && page && !inSight && <Single id={query.open} view={view} version={page.sliceVersion} />}
      <Region name="The table">
        <DataTable view={view} rows={rows} closed={closed} onClosed={fold} isList={isNarrow} />
      </Region>
      <Region name="The state of the rows">
        <StatusBar state={rows.state} definition={definition} isCard={kpi !== null} />
      </Region>
    </div>
  );
}

/** Where only part of what a number counts is the reader's to see: how many, and which. */
function OwnPart({
  page,
  definition,
}: {
  page: Pick<RowsPage, 'hidden' | 'counted'>;
  definition: KpiDefinition | undefined;
}) {
  const { hidden, counted } = page;
  if (!(hidden > 0)) return null;
  const what = isIntervention(definition) ? 'visits' : 'tickets';
  return (
    <p className={styles.part}>
      <b>{`${whole(counted - hidden)} of ${whole(counted)}`}</b>
      <bdi>{`: the ${what} of your teams, and those of no team. The number is the whole desk’s.`}</bdi>
    </p>
  );
}

/** The slash leads to the search, but where somebody is writing. */
function useSearchKey(search: React.RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const heard = (event: KeyboardEvent): void => {
      if (!isTaken(event.target)) onKey(event, keys.table, { search: () => search.current?.focus() });
    };
    document.addEventListener('keydown', heard);
    return () => document.removeEventListener('keydown', heard);
  }, [search]);
}
