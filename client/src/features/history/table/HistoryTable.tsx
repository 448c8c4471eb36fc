import { useMemo, useState } from 'react';
import { whole } from '../../../shared/format/number';
import table from '../../../shared/ui/figures.module.css';
import { join } from '../../../shared/ui/join';
import type { Drawing } from '../drawing/drawing';
import { columnsOf, rowsOf } from './rows';
import styles from './HistoryTable.module.css';

/** Rows that stand at first: a year has over a thousand. */
const few = 100;

/** The chart's figures as a table. */
export function HistoryTable({
  drawing,
  zone,
  id,
  name,
}: {
  drawing: Drawing;
  zone: string;
  id: string;
  name: string;
}) {
  const [isWhole, setWhole] = useState(false);
  const rows = useMemo(() => rowsOf(drawing, zone), [drawing, zone]);
  const columns = columnsOf(drawing);
  const shown = isWhole ? rows : rows.slice(0, few);
  return (
    <section className={join(table.card, styles.card)} aria-label="The chart as a table">
      {/* What scrolls can be reached by keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.frame} tabIndex={0} role="region" aria-label={`${name}, scrolls`}>
        <table className={join(table.table, styles.times)} id={id}>
          <caption>{`${name}, newest first`}</caption>
          <thead>
            <tr>
              <th scope="col">{drawing.subjects[0]!.history.step === 'day' ? 'Day' : 'Time'}</th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ at, time, cells, gap }) => (
              <tr key={`${at}${gap ?? ''}`}>
                <th scope="row">{time}</th>
                {gap === null ? (
                  cells.map((cell, i) => <td key={i}>{cell}</td>)
                ) : (
                  <td colSpan={columns.length} className={styles.gap}>
                    {gap}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > shown.length && (
        <button type="button" className={table.more} onClick={() => setWhole(true)}>
          {`Show all ${whole(rows.length)} rows`}
        </button>
      )}
    </section>
  );
}
