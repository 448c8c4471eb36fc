import { useEffect, useRef } from 'react';
import { whole } from '../format/number';
import { useLive } from '../live/live';
import { dataAge } from '../format/duration';
import { useDesk } from '../store/desk';
import { useTick } from '../tick/ticker';
import { usePreferences } from '../board/preferences';
import { columnsOf, sortAtFirst } from './columns';
import { DataTable } from './DataTable';
import { Detail } from './Detail';
import { FilterBar } from './FilterBar';
import { useLayout } from './layout';
import { Title } from './Title';
import { askedFor, useRows, useTableQuery } from './useTable';
import type { KpiDefinition } from '../wire/wire';
import styles from './TablePage.module.css';

/** The rows behind a number (or all tickets), live: filtered, sorted and grouped on the server, drawn as far as they are seen. */
export default function TablePage({ kpi }: { kpi: string | null }) {
  const desk = useDesk(state => state.desk);
  const definition = useDesk(state => kpi === null ? undefined : state.catalogue[kpi]);
  const known = useDesk(state => state.order.length > 0);
  if (!desk || !known) return <div className={styles.page} aria-busy="true" />;
  if (kpi !== null && !definition) return <div className={styles.page}><p className={styles.problem} role="alert">There is no number “{kpi}” on this desk. The board shows those there are.</p></div>;
  return <Table key={`${desk.id} ${kpi}`} desk={desk.id} zone={desk.timeZone} definition={definition} kpi={kpi} />;
}

function Table({ desk, zone, definition, kpi }: { desk: string; zone: string; definition: KpiDefinition | undefined; kpi: string | null }) {
  const [query, change] = useTableQuery();
  const layout = useLayout(definition);
  const sort = query.sort.length > 0 ? query.sort : sortAtFirst(definition);
  const asked = askedFor(query, sort).toString();
  const [model, state] = useRows(desk, kpi, asked, query.group);
  const search = useRef<HTMLInputElement>(null);
  const shortcuts = usePreferences(preferences => preferences.shortcuts);
  useEffect(() => {
    if (!shortcuts) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== '/' || (event.target as HTMLElement).matches('input, textarea, [contenteditable]')) return;
      event.preventDefault();
      search.current?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [shortcuts]);
  const { page } = state;
  // A ticket that is asked for by a link and is not among the rows in sight still opens, above them.
  const inSight = query.open !== null && [...state.windows.values()].some(rows => rows.some(row => row.id === query.open));
  return (
    <div className={styles.page}>
      <Title definition={definition} page={page} desk={desk} kpi={kpi} asked={asked} columns={layout.columns.filter(column => !column.of).map(column => column.name)} layout={layout} />
      <FilterBar desk={desk} kpi={kpi} columns={columnsOf(definition)} query={query} sort={sort} onChange={change} search={search} />
      {state.error && <p className={styles.problem} role="alert">{state.error}</p>}
      {query.open !== null && page && !inSight && <section className={styles.single} aria-label={`Ticket ${query.open}`}>
        <h2>{query.open}<button type="button" className={styles.plain} onClick={() => change({ open: null })}>Close</button></h2>
        <Detail desk={desk} id={query.open} zone={zone} definition={undefined} version={page.sliceVersion} />
      </section>}
      <DataTable desk={desk} definition={definition} zone={zone} model={model} state={state} layout={layout} query={query} sort={sort} onChange={change} />
      <StatusBar total={page?.total ?? null} counted={page?.counted ?? 0} noun={definition?.slice === 'interventions' ? 'intervention' : 'ticket'} readAt={page ? Date.parse(page.readAt) : null} isCard={kpi !== null} />
    </div>
  );
}

function StatusBar({ total, counted, noun, readAt, isCard }: { total: number | null; counted: number; noun: string; readAt: number | null; isCard: boolean }) {
  const polled = useLive(live => live.readAt);
  const offline = useLive(live => live.kind === 'offline');
  const old = useTick(now => dataAge(Math.max(0, now - Math.max(readAt ?? 0, polled ?? 0)) / 1000));
  const nouns = counted === 1 ? noun : `${noun}s`;
  return (
    <div className={styles.status}>
      <b role="status">{total === null ? 'Reading' : total === counted ? `${whole(counted)} ${nouns}` : `${whole(total)} of ${whole(counted)} ${nouns}`}</b>
      {total !== null && total < counted && <span>{whole(counted - total)} hidden by filters</span>}
      <span className={styles.age} aria-hidden="true">{offline ? 'offline, as last read' : `${isCard ? 'same data as the card, ' : ''}${old} old`}</span>
      <span className={styles.keys} aria-hidden="true"><kbd>↑</kbd><kbd>↓</kbd> move <kbd>Enter</kbd> expand <kbd>/</kbd> search</span>
    </div>
  );
}
