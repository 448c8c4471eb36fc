import { Bell, CalendarDays, Ellipsis, LayoutGrid, Rows3 } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { isAt, usePages } from '../../shared/access/pages';
import { AlertsBadge } from '../../features/alerts/bell/AlertsBadge';
import { MoreMenu } from './MoreMenu';
import styles from './PhoneTabs.module.css';

const signs: Partial<Record<string, typeof Rows3>> = {
  '/': LayoutGrid,
  '/tickets': Rows3,
  '/calendar': CalendarDays,
  '/alerts': Bell,
};

/** On a phone the pages are in reach of the thumb. */
export function PhoneTabs() {
  const [path] = useLocation();
  const pages = usePages();
  return (
    <nav className={styles.tabs} aria-label="Pages">
      {pages.map(({ to, text }) => {
        const Sign = signs[to],
          here = isAt(path, to);
        // The others stand in More.
        if (!Sign) return null;
        return (
          <Link
            key={to}
            href={to}
            className={`${styles.tab} ${here ? styles.here : ''}`}
            aria-current={here ? 'page' : undefined}
          >
            <Sign strokeWidth={1.5} aria-hidden="true" />
            <bdi>{text}</bdi>
            {to === '/alerts' && <AlertsBadge className={styles.badge} />}
          </Link>
        );
      })}
      <MoreMenu className={styles.tab}>
        <Ellipsis strokeWidth={1.5} aria-hidden="true" />
        More
      </MoreMenu>
    </nav>
  );
}
