import { useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import { atLeast, useRole } from '../../../shared/access/who';
import { useAlertCounts } from '../../../shared/alerts/alerts';
import { keys } from '../../../shared/keys/keys';
import { isTaken, onKey } from '../../../shared/keys/onKey';
import styles from './Frame.module.css';

const tabs = [
  { to: '/alerts', text: 'Now', for: 'display' },
  { to: '/alerts/history', text: 'History', for: 'display' },
  { to: '/alerts/rules', text: 'Rules', for: 'member' },
  { to: '/alerts/silences', text: 'Silences', for: 'member' },
  { to: '/alerts/oncall', text: 'On call', for: 'member' },
  { to: '/alerts/hooks', text: 'Hooks', for: 'manager' },
] as const;

/** One title for the pages of alerts, these pages beside it, and what a page can do at the right. */
export function Frame({
  tools,
  said = '',
  children,
}: {
  tools?: React.ReactNode;
  said?: string;
  children: React.ReactNode;
}) {
  const [path] = useLocation();
  const role = useRole();
  const { firing } = useAlertCounts();
  useNewRule(atLeast(role, 'member'));
  return (
    <div className={styles.page}>
      <div className={styles.top}>
        <h2>Alerts</h2>
        <nav className={styles.tabs} aria-label="Alerts">
          {tabs
            .filter((tab) => atLeast(role, tab.for))
            .map(({ to, text }) => (
              <Link key={to} href={to} aria-current={path === to ? 'page' : undefined}>
                <bdi>{text}</bdi>
                {to === '/alerts' && firing > 0 && <bdi className={styles.count}>{firing}</bdi>}
              </Link>
            ))}
        </nav>
        <p className={styles.said}>{said}</p>
        {tools && <div className={styles.tools}>{tools}</div>}
      </div>
      {children}
    </div>
  );
}

/** `n` begins a rule, on whatever page of alerts. */
function useNewRule(may: boolean): void {
  const [, go] = useLocation();
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (!isTaken(event.target)) onKey(event, keys.alertPage, { add: () => (may ? go('/alerts/rules/new') : false) });
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [go, may]);
}
