import { describe, expect, it } from 'vitest';
import { someDefinition } from '../support';
import { valueSize } from './fit';
import { isNight, nightOf } from './night';
import { shift, stay, tvPages } from './pages';

const at = (hour: number): number => Date.UTC(2026, 10, 24, hour, 30);

describe('the night of a display', () => {
  it.each([['', [20, 6]], ['?night=off', null], ['?night=22-5', [22, 5]], ['?night=1-5', [1, 5]], ['?night=25-5', [20, 6]], ['?night=often', [20, 6]]])('of "%s" is %j', (search, night) => {
    expect(nightOf(search)).toEqual(night);
  });

  it('runs over midnight, in the desk’s zone', () => {
    expect([19, 20, 23, 0, 5, 6].map(hour => isNight(at(hour), 'UTC', [20, 6]))).toEqual([false, true, true, true, true, false]);
    expect(isNight(at(19), 'Europe/Brussels', [20, 6])).toBe(true);
    expect(isNight(at(3), 'UTC', [1, 5])).toBe(true);
    expect(isNight(at(3), 'UTC', null)).toBe(false);
  });
});

describe('the rotation', () => {
  const catalogue = Object.fromEntries([
    someDefinition(), someDefinition({ id: 'critical-open', group: 'Backlog' }), someDefinition({ id: 'opened-today', group: 'Flow' }),
  ].map(definition => [definition.id, definition]));

  it('has the pages that have cards, and the critical incidents with the service level', () => {
    expect(tvPages(catalogue, Object.keys(catalogue)).map(page => [page.name, page.ids.join(' ')])).toEqual([
      ['Backlog', 'critical-open'], ['Service level', 'overdue critical-open'], ['Flow', 'opened-today'],
    ]);
  });

  it('stays longer with a critical card', () => expect([stay(false), stay(true)]).toEqual([20, 30]));

  it('moves the page over eight places within eight pixels, one a minute', () => {
    const places = new Set(Array.from({ length: 16 }, (_, minute) => shift(minute * 60_000)));
    expect(places.size).toBe(8);
    for (const place of places) for (const pixels of place.match(/-?\d+/g)!) expect(Math.abs(Number(pixels))).toBeLessThanOrEqual(8);
  });
});

describe('the size of a value', () => {
  const number = (text: string): { text: string; unit: boolean } => ({ text, unit: false });
  it('is the largest that fits its line', () => {
    expect(valueSize([number('11')], 370)).toBe(144);
    expect(valueSize([number('12480')], 370)).toBe(112);
    expect(valueSize([number('22'), { text: 'h', unit: true }, number('10'), { text: 'min', unit: true }], 280)).toBe(60);
  });
});
