import { expect, it } from 'vitest';
import { crossedText } from '../features/definition/crossed';
import { cellStatus, chosenKpis, tableOf } from '../features/performance/model';
import { cellText } from '../shared/rows/cellText';
import { columnsOf, rowsWord, shownAtFirst, sortAtFirst } from '../shared/rows/columns';
import { valueSpoken, valueText } from '../shared/format/value';
import { limitText } from '../shared/kpi/limit';
import { spokenUnit, unitWord } from '../shared/kpi/unitWord';
import { realCatalogue } from '../shared/testing/support';
import type { KpiDefinition, Status } from '../shared/wire/wire';

const statuses: readonly Status[] = ['none', 'good', 'warning', 'critical'];

const list = (texts: readonly (string | null)[]): string => texts.map((text) => text ?? '–').join(', ');

/** All that screens write of a KPI, in a few lines. */
function shownOf(definition: KpiDefinition): string {
  const { title, window, empty, isWide, isInTables, number, measure } = definition.presentation;
  const { warning, critical } = definition;
  const columns = columnsOf(definition),
    own = columns.find((column) => column.name === 'own');
  const sort = sortAtFirst(definition).map(({ column, down }) => (down ? '-' : '') + column);
  const values = [0, 1, 1.234, 12.345, 89.96, 100, 3725, 400000],
    cells = [0, 1, 3, 50, 85, 96, 1000, 1e7];
  const ownText = (value: number): string | null => cellText(own!, value, { now: 0, zone: 'UTC', grown: 0 });
  const lines = {
    card: `${title}${window ? ` (${window})` : ''}${isWide ? ', wide' : ''}; none: ${empty}`,
    words:
      list(['1', '2'].map((n) => unitWord(definition, n))) +
      `; spoken ${list(['1', '2'].map((n) => spokenUnit(definition, n)))}`,
    number: `${number}: ${list(values.map((value) => valueText(value, number, definition)))}`,
    spoken: list([1, 12.345, 3725].map((value) => valueSpoken(value, number, definition))),
    limits: list(statuses.map((status) => limitText(definition, status))),
    crossed: list([warning, critical, 1].map((limit) => crossedText(definition, limit))),
    measure,
    list: `${shownAtFirst(definition).join(' ')} of ${columns.length}`,
    sort: `${sort.join()}; ${rowsWord(definition, 1)}, ${rowsWord(definition, 2)}`,
    own: own ? `${own.title}: ${list([0, 1, 2, 3725].map(ownText))}` : '–',
    tables:
      `${isInTables ? 'at first' : 'by choice'}; ` +
      cells.map((value) => cellStatus(tableOf('team'), definition, value)).join(' '),
  };
  return [definition.id, ...Object.entries(lines).map(([name, text]) => `  ${name.padEnd(7)} ${text}`)].join('\n');
}

it('shows every KPI as it is written down in shown.txt', () =>
  expect(realCatalogue.map(shownOf).join('\n') + '\n').toMatchFileSnapshot('./shown.txt'));

it('begins a performance table with the numbers that the catalogue says', () =>
  expect(chosenKpis(tableOf('team'), realCatalogue)).toHaveLength(11));
