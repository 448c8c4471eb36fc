import { useLocation } from 'wouter';
import styles from './TabbedPage.module.css';
import { Tabs, type Tab } from './Tabs';

interface Props {
  title: string;
  tabs: readonly Omit<Tab, 'isCurrent'>[];
  /** What is said beside them. */
  said?: string;
  /** What a page can do, at the right. */
  tools?: React.ReactNode;
  children: React.ReactNode;
}

/** Pages that stand beside each other under one title. */
export function TabbedPage({ title, tabs, said, tools, children }: Props) {
  const [path] = useLocation();
  return (
    <div className={styles.page}>
      <div className={styles.top}>
        <h2>{title}</h2>
        <Tabs label={title} tabs={tabs.map((tab) => ({ ...tab, isCurrent: path === tab.to }))} />
        {said !== undefined && <p className={styles.said}>{said}</p>}
        {tools && <div className={styles.tools}>{tools}</div>}
      </div>
      {children}
    </div>
  );
}
