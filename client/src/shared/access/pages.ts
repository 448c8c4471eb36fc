import type { Role } from '../wire/people';
import { atLeast, useRole } from './who';

/** The pages of the desk, in the header's order. */
const pages = [
  { to: '/', text: 'Board' },
  { to: '/tickets', text: 'Tickets' },
  { to: '/performance', text: 'Performance' },
  { to: '/calendar', text: 'Calendar' },
  { to: '/alerts', text: 'Alerts' },
  { to: '/reports', text: 'Reports' },
] as const;

/** Whether a path is that of a KPI's history. */
export const isHistory = (path: string): boolean => /^\/kpis\/[^/]+\/history$/.test(path);

/** Whether a path belongs to a page; the rows behind a card belong to the board, a KPI's history to the reports. */
export const isAt = (path: string, to: string): boolean =>
  to === '/'
    ? path === '/' || path.startsWith('/board/') || (path.startsWith('/kpis/') && !isHistory(path))
    : path === to || path.startsWith(`${to}/`) || (to === '/reports' && isHistory(path));

/** The least role on a desk: single tickets and visits are for members, what was and how it went for viewers. */
const least: Partial<Record<string, Role>> = { '/tickets': 'member', '/calendar': 'member', '/reports': 'viewer' };

/** The pages that the role on the open desk has, in the header's order. */
export function usePages(): readonly (typeof pages)[number][] {
  const role = useRole();
  return pages.filter(({ to }) => atLeast(role, least[to] ?? 'display'));
}
