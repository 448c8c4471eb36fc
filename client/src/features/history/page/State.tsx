import { StatusShape } from '../../../shared/kpi/shapes';
import type { View } from './useView';
import styles from './HistoryPage.module.css';

/** Over the axes: that the history is being read, was not given, or has not begun. */
export function State({ view, hasLine, computing }: { view: View; hasLine: boolean; computing: string | null }) {
  if (view.state === 'failed')
    return (
      <div className={styles.state} role="alert">
        <StatusShape status="failed" className={styles.shape} />
        <span>{view.problem ?? 'The history is not available: Apollo does not answer.'}</span>
        <button type="button" onClick={view.retry}>
          Try again
        </button>
      </div>
    );
  if (view.state === 'ready' && !hasLine)
    return (
      <div className={styles.state} role="status">
        <span>
          {computing
            ? `Nothing is known of this time yet. ${computing}`
            : 'Nothing is known of this time. History begins with Apollo’s first read of the ITSM.'}
        </span>
      </div>
    );
  return view.state === 'loading' && !hasLine ? <div className={styles.pulse} aria-hidden="true" /> : null;
}
