import { keys, type KeyList } from '../../shared/keys/keys';

export type Part = keyof typeof keys;

/** What a part of a page is called, as a heading over its keys. */
const titles: Readonly<Record<Part, string>> = {
  anywhere: 'On every page',
  header: 'In the header',
  found: 'In what is found',
  cards: 'Among cards',
  card: 'On a card, by focus or pointer',
  definition: 'Where a number is explained',
  arranging: 'While a board is edited',
  table: 'In the table',
  rows: 'Among rows',
  heads: 'Among the heads of the columns',
  edge: 'On the edge of a column',
  grid: 'Among cells',
  calendar: 'In the calendar',
  entries: 'Among visits',
  reports: 'Among the reports',
  report: 'On this report',
  flow: 'In the flow',
  cells: 'Where tickets arrive',
  ways: 'In the flow’s table',
  history: 'On this page',
  chart: 'On the chart',
  brush: 'On the overview',
  notices: 'Where alerts are told',
  alerts: 'Among alerts',
  alertPage: 'On the pages of alerts',
  limit: 'On a limit of the back-test',
  wall: 'On the wall display',
};

const everywhere: readonly Part[] = ['header', 'found', 'notices', 'anywhere'];
const board: readonly Part[] = ['cards', 'card', 'definition', ...everywhere];
const partsOf: Readonly<Record<string, readonly Part[]>> = {
  '': board,
  'index.html': board,
  board: [...board, 'arranging'],
  tickets: ['table', 'rows', 'heads', 'edge', ...everywhere],
  kpis: ['table', 'rows', 'heads', 'edge', ...everywhere],
  performance: ['grid', ...everywhere],
  calendar: ['calendar', 'entries', ...everywhere],
  alerts: ['alerts', 'alertPage', 'limit', ...everywhere],
  reports: ['reports', 'report', ...everywhere],
  tv: ['wall', 'anywhere'],
};

/** The keys that the page at an address answers, by part. */
export function pageKeys(path: string): readonly { title: string; list: KeyList }[] {
  const [, page = '', name, further] = path.split('/');
  const parts: readonly Part[] =
    further === 'history'
      ? ['history', 'chart', 'brush', 'reports', ...everywhere]
      : page === 'reports' && name === 'flow'
        ? ['flow', 'ways', 'reports', 'report', ...everywhere]
        : page === 'reports' && name === 'patterns'
          ? ['cells', 'reports', 'report', ...everywhere]
          : (partsOf[page] ?? everywhere);
  return parts.map((part) => ({ title: titles[part], list: keys[part] }));
}
