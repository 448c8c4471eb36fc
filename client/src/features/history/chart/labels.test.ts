import { expect, it } from 'vitest';
import { spread, type Label } from './Labels';

const label = (key: string, y: number, more?: string): Label => ({
  key,
  y,
  text: key,
  look: 'now',
  ...(more === undefined ? {} : { more }),
});
const places = (labels: readonly Label[]): [string, number][] => labels.map(({ key, y }) => [key, y]);

it('moves labels apart in their order, and keeps them in the plot', () => {
  expect(places(spread([label('b', 52), label('a', 50)], 0, 100, 14))).toEqual([
    ['a', 50],
    ['b', 64],
  ]);
  expect(places(spread([label('a', 98), label('b', 99), label('c', 100)], 0, 100, 14))).toEqual([
    ['a', 72],
    ['b', 86],
    ['c', 100],
  ]);
});

it('gives two lines their room', () =>
  expect(places(spread([label('a', 50, 'more'), label('b', 52)], 0, 100, 14))).toEqual([
    ['a', 50],
    ['b', 71],
  ]));
