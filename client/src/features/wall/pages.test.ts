import { describe, expect, it } from 'vitest';
import { realCatalogue, someDefinition } from '../../shared/testing/support';
import type { KpiDefinition } from '../../shared/wire/wire';
import { tvPages } from './pages';

const pagesOf = (catalogue: readonly KpiDefinition[]): string[] =>
  tvPages(
    Object.fromEntries(catalogue.map((definition) => [definition.id, definition])),
    catalogue.map((definition) => definition.id),
  ).map((page) => `${page.name}: ${page.ids.join(' ')}`);

const inGroup = (group: string, count: number): KpiDefinition[] =>
  Array.from({ length: count }, (_, n) => {
    const one = someDefinition({ id: `${group.toLowerCase()}-${n}`, group });
    return { ...one, presentation: { ...one.presentation, wall: [{ name: group, order: 100 }] } };
  });

describe('the rotation', () => {
  it('has the catalogue’s pages, and the critical incidents with the service level too', () =>
    expect(pagesOf(realCatalogue).map((page) => [page.split(':')[0], page.split(' ').at(-1)])).toEqual([
      ['Backlog', 'backlog-per-technician'],
      ['Service level', 'critical-open'],
      ['Flow', 'days-to-clear'],
      ['Ageing and Speed', 'p90-time-to-resolve-30d'],
      ['Quality and Interventions', 'change-success-30d'],
    ]));

  it('has any further group, after those that have a place', () =>
    expect(pagesOf([...inGroup('Networks', 1), someDefinition(), ...inGroup('Vans', 2)])).toEqual([
      'Service level: overdue',
      'Networks: networks-0',
      'Vans: vans-0 vans-1',
    ]));

  it('shows every card of a group: more than ten on several pages', () =>
    expect(pagesOf(inGroup('Vans', 21))).toEqual([
      'Vans (1 of 3): vans-0 vans-1 vans-2 vans-3 vans-4 vans-5 vans-6',
      'Vans (2 of 3): vans-7 vans-8 vans-9 vans-10 vans-11 vans-12 vans-13',
      'Vans (3 of 3): vans-14 vans-15 vans-16 vans-17 vans-18 vans-19 vans-20',
    ]));
});
