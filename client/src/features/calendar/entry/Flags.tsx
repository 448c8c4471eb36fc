import { Clock3 } from 'lucide-react';
import { StatusShape } from '../../../shared/kpi/shapes';
import { flagWord, type Flag } from '../../../shared/schedule/items';
import styles from './Flags.module.css';
import { flagCounts } from '../../../shared/schedule/words';

/** The shape of a flag: triangle, clock, octagon. */
export const FlagSign = ({ flag }: { flag: Flag }) =>
  flag === 'afterSla' ? (
    <Clock3 className={`${styles.sign} ${styles.clock}`} size=".75rem" strokeWidth={2} aria-hidden="true" />
  ) : (
    <StatusShape status={flag === 'conflict' ? 'warning' : 'critical'} className={styles.sign} />
  );

/** A flag with its word. */
export const FlagChip = ({ flag, children }: { flag: Flag; children?: React.ReactNode }) => (
  <span className={`${styles.chip} ${styles[flag]}`}>
    <FlagSign flag={flag} />
    {children ?? <bdi>{flagWord[flag]}</bdi>}
  </span>
);

/** How many of those that are hidden need attention, by sign. */
export const FlagCounts = ({ counts }: { counts: readonly (readonly [Flag, number])[] }) =>
  counts.length === 0 ? null : (
    <>
      {counts.map(([flag, count]) => (
        <span key={flag} className={styles.count} aria-hidden="true">
          <FlagSign flag={flag} />
          <bdi>{count}</bdi>
        </span>
      ))}
      <span className="hidden-text">{`, of them ${flagCounts(counts)}`}</span>
    </>
  );
