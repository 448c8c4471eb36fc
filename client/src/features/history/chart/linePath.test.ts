import { describe, expect, it } from 'vitest';
import { extentOf, partsOf } from './linePath';
import { isOver } from './paint';

describe('the parts of a line', () => {
  it('are one where it is short', () => {
    expect(partsOf([1, 2, 3], 0, 2)).toEqual([[0, 2]]);
    expect(partsOf([null, 2, null], 0, 2)).toEqual([[1, 1]]);
    expect(partsOf([null, undefined], 0, 1)).toEqual([]);
  });

  it('begin and end at values, and leave nothing out between', () => {
    const values = Array.from({ length: 1_457 }, (_, i) => (i % 7 === 3 ? undefined : i % 100 === 50 ? null : i));
    const parts = partsOf(values, 0, values.length - 1);
    expect(parts.length).toBeGreaterThan(20);
    expect(parts[0]![0]).toBe(0);
    expect(parts.at(-1)![1]).toBe(values.length - 1);
    expect(parts.flat().every((at) => values[at] != null)).toBe(true);
    expect(parts.slice(1).map(([from]) => from)).toEqual(parts.slice(0, -1).map(([, to]) => to));
  });
});

describe('the part of a line', () => {
  it('reaches from its least to its greatest value', () => {
    expect(extentOf([9, 3, null, 7, undefined, 12], 1, 4)).toEqual({ low: 3, high: 7 });
  });

  it('is stroked as over a limit where some of it may be', () => {
    const part = { from: 100, to: 200, low: 3, high: 7 },
      held = { from: 0, to: 1_000, status: 'warning' } as const;
    expect(isOver(part, { ...held, value: 7 }, true)).toBe(true);
    expect(isOver(part, { ...held, value: 8 }, true)).toBe(false);
    expect(isOver(part, { ...held, value: 3 }, false)).toBe(true);
    expect(isOver(part, { ...held, value: 2 }, false)).toBe(false);
    expect(isOver(part, { ...held, value: 5, to: 99 }, true)).toBe(false);
    expect(isOver(part, { ...held, value: 5, from: 200 }, true)).toBe(true);
  });
});
