import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { isHistory } from '../access/pages';
import { keys } from '../keys/keys';
import { isTaken, onKey } from '../keys/onKey';
import { Tabs } from './Tabs';

const tabs = [
  { to: '/reports', text: 'History' },
  { to: '/reports/flow', text: 'Ticket flow' },
  { to: '/reports/patterns', text: 'Patterns' },
  { to: '/reports/service', text: 'Service report' },
] as const;

/** The pages of the reports, by pointer and by the keys 1 to 4; `along`: what of the address goes with them. */
export function ReportTabs({ along = '' }: { along?: string }) {
  const [path, go] = useLocation();
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (isTaken(event.target)) return;
      onKey(event, keys.reports, { tab: (key) => go(addressOf(tabs[Number(key) - 1]!.to, along)) });
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [go, along]);
  return (
    <Tabs
      label="Reports"
      tabs={tabs.map(({ to, text }) => ({
        to: addressOf(to, along),
        text,
        isCurrent: to === '/reports' ? isHistory(path) : path === to,
      }))}
    />
  );
}

/** Flow and patterns share period and filter. */
const addressOf = (to: string, along: string): string =>
  to === '/reports/flow' || to === '/reports/patterns' ? to + along : to;
