import { StatusShape } from '../../../shared/kpi/shapes';
import { daysOf, lengthOf, periods } from '../address/period';
import type { ReportView } from './useReportView';
import styles from './ReportPage.module.css';

/** In place of a report that is not there: it is being read, or was not given. */
export function Missing({ fault, renew, rows = 6 }: { fault: string | null; renew: () => void; rows?: number }) {
  if (fault === null)
    return (
      <div className={styles.blocks} role="status">
        <span className="hidden-text">Reading the period from the ITSM</span>
        {Array.from({ length: rows }, (_, i) => (
          <span key={i} aria-hidden="true" />
        ))}
      </div>
    );
  return (
    <div className={styles.state} role="alert">
      <StatusShape status="failed" className={styles.shape} />
      <span>{fault}</span>
      <button type="button" onClick={renew}>
        Try again
      </button>
    </div>
  );
}

/** No ticket: with the way to a longer period, or to no filter. */
export function Empty({ view }: { view: ReportView }) {
  const { address, change, now, zone, filter } = view;
  const length = lengthOf(daysOf(address.period, now, zone));
  const wider = periods.find(({ days }) => days > length);
  return (
    <div className={styles.state} role="status">
      <span>{filter.clear ? 'No ticket in this period passes the filter' : 'No ticket in this period'}</span>
      {filter.clear && (
        <button type="button" onClick={filter.clear}>
          Clear the filter
        </button>
      )}
      {wider && (
        <button type="button" onClick={() => change({ period: wider.id })}>
          {`Widen to ${wider.text}`}
        </button>
      )}
    </div>
  );
}
