import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import { useLocation, useSearch } from 'wouter';
import { onRows } from '../session/sides';
import { useTopics } from '../session/useTopics';
import { at, get } from '../wire/api';
import type { RowsPage } from '../wire/rows';
import { readQuery, serverFilter, sortText, writeQuery, type TableQuery } from './query';
import { RowsModel, type RowsState } from './rowsModel';

const allTickets = 'all-tickets';

/** Where the rows of a KPI are, or all tickets. */
export const rowsPath = (desk: string, kpi: string | null): string => kpi ? `${at(desk)}/kpis/${encodeURIComponent(kpi)}/tickets` : `${at(desk)}/tickets`;

/** What the address says a table shows, and the way to change it. */
export function useTableQuery(): [TableQuery, (change: Partial<TableQuery>) => void] {
  const search = useSearch();
  const [path, go] = useLocation();
  const query = useMemo(() => readQuery(search), [search]);
  const change = useCallback((more: Partial<TableQuery>) => go(path + writeQuery({ ...readQuery(location.search), ...more }), { replace: true }), [go, path]);
  return [query, change];
}

/** What of a query the server is asked: another text is another table. */
export function askedFor(query: TableQuery, sort: TableQuery['sort']): URLSearchParams {
  const parameters = new URLSearchParams();
  const filter = serverFilter(query);
  if (filter) parameters.set('filter', filter);
  if (sort.length > 0) parameters.set('sort', sortText(sort));
  return parameters;
}

/** The rows, live. */
export function useRows(desk: string, kpi: string | null, asked: string, group: string | null): [RowsModel, RowsState] {
  const model = useMemo(() => new RowsModel((offset, limit, cut, signal) => {
    const parameters = new URLSearchParams(asked);
    if (group) parameters.set('group', group);
    parameters.set('offset', String(offset));
    parameters.set('limit', String(limit));
    if (cut) { parameters.set('version', cut.version); parameters.set('at', cut.at); }
    return get<RowsPage>(`${rowsPath(desk, kpi)}?${parameters.toString()}`, signal);
  }), [desk, kpi, asked, group]);
  useEffect(() => {
    model.start();
    const silent = onRows(message => { if (message.kpi === (kpi ?? allTickets)) model.hear(message); });
    const fading = setInterval(() => model.fade(), 1000);
    return () => { silent(); clearInterval(fading); model.stop(); };
  }, [model, kpi]);
  useTopics([`rows:${kpi ?? allTickets}`]);
  return [model, useSyncExternalStore(model.subscribe, model.read)];
}
