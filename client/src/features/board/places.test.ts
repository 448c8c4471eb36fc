import { expect, it } from 'vitest';
import { boardGroups } from '../../shared/kpi/order';
import { realCatalogue } from '../../shared/testing/support';
import { placesOf } from './places';

const places = (...cells: number[]): string[] =>
  placesOf(cells).map(
    ({ row, rows, column, columns, across, down }) =>
      `row ${row}${rows > 1 ? ` to ${row + rows - 1}` : ''}, column ${column} to ${column + columns - 1}, ` +
      `${across} × ${down}`,
  );

it('stands the catalogue’s groups as the look has them', () => {
  const byId = Object.fromEntries(realCatalogue.map((definition) => [definition.id, definition]));
  const groups = boardGroups(byId, Object.keys(byId));
  const cells = groups.map(({ ids }) => ids.reduce((sum, id) => sum + (byId[id]!.presentation.isWide ? 2 : 1), 0));
  expect(groups.map(({ name }, at) => `${name}: ${places(...cells)[at]}`)).toEqual([
    'Backlog: row 1, column 1 to 5, 5 × 2',
    'Quality: row 1, column 6 to 7, 2 × 2',
    'Service level: row 2, column 1 to 7, 7 × 1',
    'Flow: row 3, column 1 to 7, 7 × 1',
    'Ageing: row 4, column 1 to 5, 5 × 1',
    'Speed: row 4 to 5, column 6 to 7, 2 × 2',
    'Interventions and changes: row 5, column 1 to 5, 5 × 1',
  ]);
});

it('puts further groups below: small ones side by side, large ones over the whole width', () => {
  expect(places(10, 4, 1, 1, 4, 3, 9, 23, 2)).toEqual([
    'row 1, column 1 to 5, 5 × 2',
    'row 1, column 6 to 7, 2 × 2',
    'row 2, column 1 to 2, 2 × 1',
    'row 2, column 3 to 4, 2 × 1',
    'row 3, column 1 to 4, 4 × 1',
    'row 3, column 5 to 7, 3 × 1',
    'row 4, column 1 to 5, 5 × 2',
    'row 5, column 1 to 7, 7 × 4',
    'row 6, column 1 to 2, 2 × 1',
  ]);
});

it('hangs a square beside no more groups than it is high', () =>
  expect(places(5, 4, 5, 5)).toEqual([
    'row 1, column 1 to 5, 5 × 1',
    'row 1 to 2, column 6 to 7, 2 × 2',
    'row 2, column 1 to 5, 5 × 1',
    'row 3, column 1 to 5, 5 × 1',
  ]));
