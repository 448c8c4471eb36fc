import type { KpiDefinition } from '../../shared/wire/wire';
import { nameInAddress } from '../../features/own-boards/data/address';
import { tablesNow } from '../../features/performance/model';

const noSuchPage = 'No such page';

/** The pages of alerts, by the second part of their address. */
const alertPages: Readonly<Record<string, string>> = {
  '': 'Alerts',
  history: 'Alerts that were',
  rules: 'Rules of alerts',
  silences: 'Silences',
  hooks: 'Hooks of alerts',
  notices: 'Notices and sound',
};

/** The pages of reports, by the second part of their address. */
const reportPages: Readonly<Record<string, string>> = {
  '': 'Reports',
  flow: 'Ticket flow',
  patterns: 'Patterns',
  service: 'Service report',
  rows: 'Tickets of a report',
};

/** What a page is called in its tab, by its address. */
export function pageTitle(path: string, search: string, catalogue: Readonly<Record<string, KpiDefinition>>): string {
  const [, page = '', name = '', further = ''] = path.split('/');
  const ticket = new URLSearchParams(search).get('ticket');
  const opened = ticket ? `${ticket}, ` : '';
  switch (page) {
    case '':
    case 'index.html':
      return 'Board';
    case 'board':
      return name === 'shared' ? 'Shared board' : nameInAddress();
    case 'tickets':
      return `${opened}Tickets`;
    case 'kpis': {
      const title = catalogue[name]?.title ?? name;
      return further === 'history' ? `History of ${title}` : opened + title;
    }
    case 'performance': {
      const table = tablesNow().find(({ id }) => id === (name || 'team'));
      return table ? `Performance by ${table.text.toLowerCase()}` : noSuchPage;
    }
    case 'alerts':
      return alertPages[name] ?? noSuchPage;
    case 'reports':
      return reportPages[name] ?? noSuchPage;
    case 'calendar':
      return 'Calendar';
    case 'mine':
      return 'Mine';
    case 'me':
      return 'Your account';
    case 'people':
      return 'People';
    case 'audit':
      return 'Audit log';
    case 'join':
      return 'Join Apollo';
    // The desk's name alone.
    case 'view':
      return '';
    case 'tv':
      return 'Wall display';
    case 'displays':
      return 'Displays';
    default:
      return noSuchPage;
  }
}
