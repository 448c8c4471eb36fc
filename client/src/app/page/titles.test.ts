// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest';
import { someDefinition } from '../../shared/testing/support';
import { pageTitle } from './titles';

const catalogue = { overdue: someDefinition() };

beforeEach(() => history.replaceState(null, '', '/'));

it.each([
  ['/', '', 'Board'],
  ['/index.html', '', 'Board'],
  ['/tickets', '', 'Tickets'],
  ['/tickets', '?q=printer&ticket=INC-7', 'INC-7, Tickets'],
  ['/kpis/overdue', '', 'Overdue'],
  ['/kpis/overdue', '?ticket=INC-7', 'INC-7, Overdue'],
  ['/kpis/overdue/history', '', 'History of Overdue'],
  ['/kpis/own-kpi', '', 'own-kpi'],
  ['/performance', '', 'Performance by team'],
  ['/performance/location', '', 'Performance by location'],
  ['/reports', '', 'Reports'],
  ['/calendar', '?view=month', 'Calendar'],
  ['/reports', '', 'Reports'],
  ['/reports/flow', '?period=7d', 'Ticket flow'],
  ['/reports/nonsense', '', 'No such page'],
  ['/displays', '', 'Displays'],
  ['/alerts', '', 'Alerts'],
  ['/alerts/rules/new', '', 'Rules of alerts'],
  ['/alerts/nonsense', '', 'No such page'],
  ['/board/shared/abc', '', 'Shared board'],
  ['/nonsense', '', 'No such page'],
  ['/performance/nonsense', '', 'No such page'],
])('calls %s%s "%s" in its tab', (path, search, title) => expect(pageTitle(path, search, catalogue)).toBe(title));

it('calls an own board by its name', () => {
  history.replaceState(null, '', '/board/Night%20shift');
  expect(pageTitle('/board/Night shift', '', catalogue)).toBe('Night shift');
});
