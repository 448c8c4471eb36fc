import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { onRows } from '../../../shared/session/messages';
import { useTopics } from '../../../shared/session/useTopics';
import { serverNow } from '../../../shared/tick/clock';
import { at, get } from '../../../shared/wire/api';
import type { RowsPage } from '../../../shared/wire/rows';
import { filterText } from '../../../shared/filter/filters';
import { serverFilter, sortText, type TableQuery } from './query';
import { RowsModel, type RowsState } from './rowsModel';
import type { TableView } from './tableView';

const allTickets = 'all-tickets';

/** Where the rows of a KPI are, or all tickets. */
export const rowsPath = (desk: string, kpi: string | null): string =>
  kpi ? `${at(desk)}/kpis/${encodeURIComponent(kpi)}/tickets` : `${at(desk)}/tickets`;

/** What of a query the server is asked at a moment. */
export function askedFor(query: TableQuery, sort: TableQuery['sort'], now: number, zone: string): URLSearchParams {
  const parameters = new URLSearchParams();
  const filter = serverFilter(query, now, zone);
  if (filter) parameters.set('filter', filter);
  if (sort.length > 0) parameters.set('sort', sortText(sort));
  return parameters;
}

/** How often rows are asked anew whose filter moves with the clock. */
const clockEvery = 30_000;

/** Rows as they are shown, and what they are grouped by. */
export interface Rows {
  model: RowsModel;
  state: RowsState;
  group: string | null;
}

/** Rows that were asked for by a page that does not stand yet; forgotten where it never comes to. */
let ahead: { key: string; model: RowsModel } | null = null;

/** The rows, live. Until another search, filter or order has its first rows, those of the one before stay. */
export function useRows({
  desk,
  kpi,
  query,
  sort,
  zone,
}: Pick<TableView, 'desk' | 'kpi' | 'query' | 'sort' | 'zone'>): Rows {
  const { group } = query;
  // Another search, filter or order is another table; a time that moves with the clock is the same one, asked for anew.
  const key = [query.search.trim(), filterText(query.conditions), sortText(sort)].join('\n');
  const model = useMemo(() => {
    const whole = [desk, kpi, group, zone, key].join('\n');
    // A page that React draws anew before it stands has asked already.
    if (ahead?.key === whole) return ahead.model;
    // The windows of one cut pass the filter of one moment.
    let asked = askedFor(query, sort, serverNow(), zone);
    const made = new RowsModel((offset, limit, cut, signal) => {
      if (!cut) asked = askedFor(query, sort, serverNow(), zone);
      const parameters = new URLSearchParams(asked);
      if (group) parameters.set('group', group);
      parameters.set('offset', String(offset));
      parameters.set('limit', String(limit));
      if (cut) {
        parameters.set('version', cut.version);
        parameters.set('at', cut.at);
      }
      return get<RowsPage>(`${rowsPath(desk, kpi)}?${parameters.toString()}`, signal);
    });
    // The rows are under way while the page is drawn.
    made.start();
    ahead = { key: whole, model: made };
    setTimeout(() => {
      if (ahead?.model === made) {
        ahead = null;
        made.stop();
      }
    }, 5_000);
    return made;
    // What of query and sort counts is in the key.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [desk, kpi, key, group, zone]);
  const moves = query.conditions.some((condition) => condition.kind === 'during');
  useEffect(() => {
    ahead = null;
    model.start();
    const silent = onRows((message) => {
      if (message.kpi === (kpi ?? allTickets)) model.hear(message);
    });
    const fading = setInterval(() => model.fade(), 1000);
    const renewing = moves ? setInterval(() => model.renew(), clockEvery) : undefined;
    return () => {
      silent();
      clearInterval(fading);
      clearInterval(renewing);
      model.stop();
    };
  }, [model, kpi, moves]);
  useTopics([`rows:${kpi ?? allTickets}`]);
  const state = useSyncExternalStore(model.subscribe, model.read);
  const shown = useRef<Rows | null>(null);
  if (shown.current === null || shown.current.model === model || state.page || state.error)
    shown.current = { model, state, group };
  return shown.current;
}
