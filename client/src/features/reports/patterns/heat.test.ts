import { describe, expect, it } from 'vitest';
import { contrast, leastContrast, shadeOf } from './heat';
import { niceTicks, shareFloor } from './ticks';

describe('a shade', () => {
  it.each(['light', 'dark'] as const)('carries readable words at every value, %s', (theme) => {
    for (let value = 0; value <= 200; value++) {
      const { back, ink } = shadeOf(value, 200, theme);
      expect(contrast(back, ink)).toBeGreaterThanOrEqual(leastContrast);
    }
  });

  it('is the lightest at nothing and the strongest at the most', () => {
    expect([shadeOf(0, 9, 'light').back, shadeOf(9, 9, 'light').back]).toEqual(['#f4f6f9', '#1f3f6e']);
    expect(shadeOf(0, 0, 'dark').back).toBe('#171c23');
  });
});

describe('an axis', () => {
  it.each([
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [271, [0, 100, 200, 300]],
    [19, [0, 5, 10, 15, 20]],
  ])('up to %i has round values', (most, ticks) => expect(niceTicks(most)).toEqual(ticks));

  it('of counts has three to five values from ten on, all whole', () => {
    for (let most = 10; most < 5000; most += 7) {
      const ticks = niceTicks(most);
      expect(ticks.length).toBeGreaterThanOrEqual(3);
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(ticks.every(Number.isInteger) && ticks.at(-1)! >= most).toBe(true);
    }
  });

  it('of shares begins low enough for the least', () =>
    expect([shareFloor(94), shareFloor(86.9), shareFloor(71), shareFloor(3)]).toEqual([80, 80, 70, 0]));
});
