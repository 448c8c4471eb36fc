import { expect, it } from 'vitest';
import { someDefinition } from '../../../shared/testing/support';
import { smallPath } from './small';

const span = { from: 0, to: 100 };
const path = (value: (number | null)[]): string =>
  smallPath({ at: value.map((_, i) => i * 25), value }, span, someDefinition(), 4);

it('steps from value to value, and is open where nothing is known', () => {
  expect(path([4, 4, null, 2, 2])).toMatch(/^M0 [\d.]+H50V[\d.]+M150 [\d.]+H200V[\d.]+$/);
});

it('shows a value that stands alone as a dot: a young desk has only one', () => {
  expect(path([3])).toMatch(/^M0 [\d.]+h0$/);
  expect(path([null, 3, null, 4, 4])).toMatch(/^M50 [\d.]+h0M150 [\d.]+H200V[\d.]+$/);
});
