import { Link, useLocation } from 'wouter';
import { useWho } from '../access/who';
import styles from './Administration.module.css';

/** The pages of those who run Apollo. */
const tabs = [
  { to: '/people', text: 'People', withSignIn: true, forAdmins: true },
  { to: '/displays', text: 'Displays', withSignIn: false, forAdmins: false },
  { to: '/connect', text: 'ITSM', withSignIn: false, forAdmins: true },
  { to: '/audit', text: 'Audit log', withSignIn: false, forAdmins: true },
];

/** One title for all pages of the administration, its pages beside it, and what a page can do at the right. */
export function Administration({ tools, children }: { tools?: React.ReactNode; children: React.ReactNode }) {
  const [path] = useLocation();
  const asksSignIn = useWho(({ who }) => who?.signIn != null);
  // Managers have the displays of their desks alone.
  const isAdmin = useWho(({ who }) => who === null || who.signIn === null || who.admin);
  return (
    <div className={styles.page}>
      <div className={styles.top}>
        <h2>Administration</h2>
        <nav className={styles.tabs} aria-label="Administration">
          {tabs
            .filter(({ withSignIn, forAdmins }) => (asksSignIn || !withSignIn) && (isAdmin || !forAdmins))
            .map(({ to, text }) => (
              <Link key={to} href={to} aria-current={path === to ? 'page' : undefined}>
                {text}
              </Link>
            ))}
        </nav>
        {tools && <div className={styles.tools}>{tools}</div>}
      </div>
      {children}
    </div>
  );
}
