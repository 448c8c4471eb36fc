import { Link } from 'wouter';
import styles from './Tabs.module.css';

export interface Tab {
  to: string;
  text: string;
  isCurrent: boolean;
  /** How many stand there; 0 is not shown. */
  count?: number;
}

/** Pages beside each other: on a phone they share its width, and slide where that is too narrow. */
export const Tabs = ({ label, tabs }: { label: string; tabs: readonly Tab[] }) => (
  <nav className={styles.tabs} aria-label={label}>
    {tabs.map(({ to, text, isCurrent, count = 0 }) => (
      <Link key={text} href={to} aria-current={isCurrent ? 'page' : undefined}>
        <bdi>{text}</bdi>
        {count > 0 && <bdi className={styles.count}>{count}</bdi>}
      </Link>
    ))}
  </nav>
);
