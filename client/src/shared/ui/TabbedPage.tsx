import { Link, useLocation } from 'wouter';
import { join } from './join';
import styles from './TabbedPage.module.css';

export interface Tab {
  to: string;
  text: string;
  /** How many stand there; 0 is not shown. */
  count?: number;
}

interface Props {
  title: string;
  tabs: readonly Tab[];
  /** The tabs share the width of a phone. */
  isWide?: boolean;
  /** What is said beside them. */
  said?: string;
  /** What a page can do, at the right. */
  tools?: React.ReactNode;
  children: React.ReactNode;
}

/** Pages that stand beside each other under one title. */
export function TabbedPage({ title, tabs, isWide = false, said, tools, children }: Props) {
  const [path] = useLocation();
  return (
    <div className={styles.page}>
      <div className={styles.top}>
        <h2>{title}</h2>
        <nav className={join(styles.tabs, isWide ? styles.wide : undefined)} aria-label={title}>
          {tabs.map(({ to, text, count = 0 }) => (
            <Link key={to} href={to} aria-current={path === to ? 'page' : undefined}>
              <bdi>{text}</bdi>
              {count > 0 && <bdi className={styles.count}>{count}</bdi>}
            </Link>
          ))}
        </nav>
        {said !== undefined && <p className={styles.said}>{said}</p>}
        {tools && <div className={styles.tools}>{tools}</div>}
      </div>
      {children}
    </div>
  );
}
