import { whole } from '../../../shared/format/number';
import { rowsWord } from '../../../shared/rows/columns';
import type { TableView } from '../data/tableView';
import styles from './DataTable.module.css';

/** No row: because the number counts none, or because the filters let none through. */
export function Empty({ counted, view }: { counted: number; view: TableView }) {
  const isFiltered = (view.query.conditions.length > 0 || view.query.search !== '') && counted > 0;
  return (
    <div className={styles.empty} role="row">
      <div role="gridcell" aria-colspan={view.layout.columns.length + 1}>
        <b>{isFiltered ? `None of the ${whole(counted)} passes the filters` : 'Nothing to show'}</b>
        <p>
          {isFiltered
            ? `${rowsWord(view.definition, counted)} ${counted === 1 ? 'is' : 'are'} hidden.`
            : 'The number counts nothing now. Rows appear here as they come.'}
        </p>
        {isFiltered && (
          <button type="button" className={styles.clear} onClick={() => view.change({ conditions: [], search: '' })}>
            Clear filters
          </button>
        )}
      </div>
    </div>
  );
}
