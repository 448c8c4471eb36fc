import { useEffect, useState } from 'react';
import { get } from '../../../shared/wire/api';
import type { Row, RowsPage } from '../../../shared/wire/rows';
import { isIntervention } from '../../../shared/rows/columns';
import { Detail } from '../detail/Detail';
import type { TableView } from '../data/tableView';
import styles from './TablePage.module.css';
import conditions from '../../../shared/filter/Conditions.module.css';
import { rowsPath } from '../data/useTable';

interface Props {
  id: string;
  view: TableView;
  version: string;
}

/** A row that a link asks for and that is not among those in sight, opened above them. */
export function Single({ id, view, version }: Props) {
  const { desk, zone, change } = view,
    isVisit = isIntervention(view.definition);
  return (
    <section className={styles.single} aria-label={`${isVisit ? 'Intervention' : 'Ticket'} ${id}`}>
      <h2>
        <bdi>{id}</bdi>
        <button type="button" className={conditions.plain} onClick={() => change({ open: null })}>
          Close
        </button>
      </h2>
      {isVisit ? (
        <Visit id={id} view={view} version={version} />
      ) : (
        <Detail desk={desk} id={id} zone={zone} definition={undefined} version={version} />
      )}
    </section>
  );
}

/** Interventions are known as rows of their number alone. */
function Visit({ id, view: { desk, kpi, zone, definition }, version }: Props) {
  const [row, setRow] = useState<Row | 'none' | 'failed' | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    get<RowsPage>(
      `${rowsPath(desk, kpi)}?filter=${encodeURIComponent(`id = "${id.replaceAll('"', '""')}"`)}&limit=1`,
      stop.signal,
    ).then(
      (page) => setRow(page.rows[0] ?? 'none'),
      () => {
        if (!stop.signal.aborted) setRow('failed');
      },
    );
    return () => stop.abort();
  }, [desk, kpi, id, version]);
  if (row !== null && typeof row === 'object')
    return <Detail desk={desk} id={id} row={row} zone={zone} definition={definition} version={version} />;
  return (
    <p className={styles.away} role="status">
      {row === null
        ? 'Reading the intervention'
        : row === 'failed'
          ? 'Apollo does not answer.'
          : 'This number does not count it now.'}
    </p>
  );
}
