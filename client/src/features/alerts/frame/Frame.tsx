import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { atLeast, useRole } from '../../../shared/access/who';
import { useAlertCounts } from '../../../shared/alerts/alerts';
import { keys } from '../../../shared/keys/keys';
import { isTaken, onKey } from '../../../shared/keys/onKey';
import { TabbedPage } from '../../../shared/ui/TabbedPage';

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
  const role = useRole();
  const { firing } = useAlertCounts();
  useNewRule(atLeast(role, 'member'));
  return (
    <TabbedPage
      title="Alerts"
      tabs={tabs
        .filter((tab) => atLeast(role, tab.for))
        .map(({ to, text }) => ({ to, text, count: to === '/alerts' ? firing : 0 }))}
      said={said}
      tools={tools}
    >
      {children}
    </TabbedPage>
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
