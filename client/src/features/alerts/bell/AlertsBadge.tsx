import { useAlertCounts } from '../../../shared/alerts/alerts';
import { join } from '../../../shared/ui/join';
import styles from './Bell.module.css';

/** How many alerts fire and are not silenced; nothing at none. */
export function AlertsBadge({ className }: { className?: string | undefined }) {
  const { firing, critical } = useAlertCounts();
  if (firing === 0) return null;
  return (
    <span className={join(styles.badge, critical > 0 ? styles.critical : styles.warning, className)}>
      <span aria-hidden="true">{firing > 99 ? '99+' : firing}</span>
      <span className="hidden-text">{`, ${firing} firing${critical > 0 ? `, ${critical} critical` : ''}`}</span>
    </span>
  );
}
