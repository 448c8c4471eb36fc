import { keys, type KeyList } from '../../shared/keys/keys';

export type Part = keyof typeof keys;

/** What a part of a page is called, as a heading over its keys. */
const titles: Readonly<Record<Part, string>> = {
  anywhere: 'On every page',
  header: 'In the header',
  found: 'In what is found',
  cards: 'Among cards',
  card: 'On a card',
  definition: 'Where a number is explained',
  arranging: 'While a board is edited',
  table: 'In the table',
  rows: 'Among rows',
  heads: 'Among the heads of the columns',
  edge: 'On the edge of a column',
  grid: 'Among cells',
  calendar: 'In the calendar',
  entries: 'Among visits',
  history: 'On this page',
  chart: 'On the chart',
  brush: 'On the overview',
  wall: 'On the wall display',
};

const board: readonly Part[] = ['cards', 'card', 'definition', 'header', 'found', 'anywhere'];
const partsOf: Readonly<Record<string, readonly Part[]>> = {
  '': board,
  'index.html': board,
  board: [...board, 'arranging'],
  tickets: ['table', 'rows', 'heads', 'edge', 'header', 'found', 'anywhere'],
  kpis: ['table', 'rows', 'heads', 'edge', 'header', 'found', 'anywhere'],
  performance: ['grid', 'header', 'found', 'anywhere'],
  calendar: ['calendar', 'entries', 'header', 'found', 'anywhere'],
  tv: ['wall', 'anywhere'],
};

/** The keys that the page at an address answers, by part. */
export function pageKeys(path: string): readonly { title: string; list: KeyList }[] {
  const [, page = '', , further] = path.split('/');
  const parts: readonly Part[] =
    further === 'history'
      ? ['history', 'chart', 'brush', 'header', 'found', 'anywhere']
      : (partsOf[page] ?? ['header', 'found', 'anywhere']);
  return parts.map((part) => ({ title: titles[part], list: keys[part] }));
}
