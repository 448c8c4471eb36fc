import { describe, expect, it } from 'vitest';
import type { KpiDefinition } from '../wire/wire';
import { valueSize } from './fit';
import { shift, stay, tvPages } from './pages';

const catalogue = (groups: Record<string, string[]>): [Record<string, KpiDefinition>, string[]] => {
  const all = Object.entries(groups).flatMap(([group, ids]) => ids.map(id => ({ id, group }) as KpiDefinition));
  return [Object.fromEntries(all.map(d => [d.id, d])), all.map(d => d.id)];
};

describe('the pages of the wall display', () => {
  it('show the critical incidents beside the service level', () => {
    const pages = tvPages(...catalogue({ Backlog: ['open-tickets', 'critical-open'], 'Service level': ['overdue'] }));
    expect(pages.map(page => page.name)).toEqual(['Backlog', 'Service level']);
    expect(pages[1]!.ids).toEqual(['overdue', 'critical-open']);
  });

  it('have ten cards at most, and none is empty', () => {
    const pages = tvPages(...catalogue({ Backlog: Array.from({ length: 14 }, (_, i) => `b${i}`) }));
    expect(pages.length).toBe(1);
    expect(pages[0]!.ids.length).toBe(10);
  });

  it('stay longer with a critical card', () => expect([stay(false), stay(true)]).toEqual([20, 30]));

  it('stand on eight places in turn, so that nothing burns in', () => {
    const places = Array.from({ length: 16 }, (_, minute) => shift(minute * 60_000));
    expect(new Set(places).size).toBe(8);
    expect(places.slice(8)).toEqual(places.slice(0, 8));
  });
});

describe('a value on the wall', () => {
  const number = (text: string) => [{ text, unit: false }];
  it.each([['4', 144], ['142', 144], ['12 480', 88]])('%s is written as large as its line allows', (text, size) =>
    expect(valueSize(number(text), 340)).toBe(size));

  it('gets smaller for a duration, never under 60', () => {
    const parts = [{ text: '52', unit: false }, { text: 'd', unit: true }, { text: '23', unit: false }, { text: 'h', unit: true }];
    expect(valueSize(parts, 369)).toBe(112);
    expect(valueSize(parts, 100)).toBe(60);
  });
});
