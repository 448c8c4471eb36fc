import { CalendarDays, Ellipsis, LayoutGrid, Rows3, Table2, UsersRound } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { isAt, pages } from '../header/pages';
import { useDesk } from '../store/desk';
import { groupLabel } from '../store/group';
import { MoreMenu } from './MoreMenu';
import { GroupPicker } from '../tally/GroupPicker';
import styles from './PhoneTabs.module.css';

const signs = { '/': LayoutGrid, '/tickets': Rows3, '/performance': Table2, '/calendar': CalendarDays };

/** On a phone the pages are in reach of the thumb, and on the board the group it shows. */
export function PhoneTabs() {
  const [path] = useLocation();
  const group = useDesk(desk => desk.group);
  return (
    <nav className={styles.tabs} aria-label="Pages">
      {pages.map(({ to, text }) => {
        const Sign = signs[to], here = isAt(path, to);
        return <Link key={to} href={to} className={`${styles.tab} ${here ? styles.here : ''}`} aria-current={here ? 'page' : undefined}><Sign strokeWidth={1.5} aria-hidden="true" />{text}</Link>;
      })}
      {(path === '/' || path.startsWith('/board/')) && <GroupPicker className={styles.tab}><UsersRound strokeWidth={1.5} aria-hidden="true" />{group ? groupLabel(group) : 'Whole desk'}</GroupPicker>}
      <MoreMenu className={styles.tab}><Ellipsis strokeWidth={1.5} aria-hidden="true" />More</MoreMenu>
    </nav>
  );
}
