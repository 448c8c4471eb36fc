import { useCallback } from 'react';
import type { FilterView } from '../../../shared/filter/filterView';
import { get } from '../../../shared/wire/api';
import type { ValueCount } from '../../../shared/wire/rows';
import { plainColumns, type TableView } from '../data/tableView';
import { rowsPath } from '../data/useTable';

/** A table's conditions: on the columns that its rows have, with the values that these have now. */
export function useFilterView(view: TableView): FilterView {
  const { desk, kpi, zone, query, change } = view;
  const values = useCallback(
    (column: string, signal: AbortSignal) =>
      get<ValueCount[]>(`${rowsPath(desk, kpi)}/values?column=${column}`, signal),
    [desk, kpi],
  );
  return {
    zone,
    columns: plainColumns(view),
    conditions: query.conditions,
    change: (conditions) => change({ conditions }),
    clear: query.conditions.length > 0 || query.search !== '' ? () => change({ conditions: [], search: '' }) : null,
    values,
  };
}
