import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, expect, it, vi } from 'vitest';
import { deskStore } from '../../shared/store/desk';
import { someDefinition, someDesk, someResult } from '../../shared/testing/support';
import PerformancePage from './PerformancePage';

vi.mock('../../shared/session/useTopics', () => ({ useTopics: () => {} }));

const overdue = someDefinition(),
  sla = someDefinition({
    id: 'resolution-sla-30d',
    title: 'Resolution SLA, 30 days',
    unit: 'percent',
    better: 'higher',
    warning: 90,
    critical: 80,
  });

function show(address: string): void {
  history.replaceState(null, '', address);
  render(
    <main>
      <h1>Desk</h1>
      <PerformancePage dimension="location" />
    </main>,
  );
}

const names = (): string[] =>
  screen
    .getAllByRole('row')
    .slice(1, -1)
    .map((row) => within(row).getByRole('rowheader').textContent!);

beforeEach(() => {
  localStorage.clear();
  deskStore.open(someDesk({ timeZone: 'Europe/Paris' }));
  deskStore.setCatalogue([overdue, sla]);
  act(() =>
    deskStore.apply({
      desk: 'demo',
      full: true,
      at: '2026-11-24T09:42:00Z',
      kpis: [
        someResult({ value: 12, groups: { location: { Lyon: 7, Évry: 2, Lille: 3 } } }),
        someResult({
          kpi: 'resolution-sla-30d',
          value: 91,
          status: 'good',
          groups: { location: { Lyon: 95, Évry: 79, Lille: null } },
        }),
      ],
    }),
  );
});

it('shows what its address says: numbers, order and names', () => {
  show('/performance/location?kpis=overdue&sort=-overdue&q=l');
  expect(names()).toEqual(['Lyon', 'Lille']);
  expect(screen.getAllByRole('columnheader').map((head) => head.textContent)).toEqual(['Location', 'Overdue']);
  expect(screen.getByRole('columnheader', { name: 'Overdue' }).getAttribute('aria-sort')).toBe('descending');
  expect(screen.getByRole('status').textContent).toBe('2 of 3 locations');
  // The totals stay the cards, whatever is found.
  expect(within(screen.getAllByRole('row').at(-1)!).getByRole('link').textContent).toContain('12');
});

it('writes into its address what is found and sorted by', async () => {
  const user = userEvent.setup();
  show('/performance/location');
  await user.type(screen.getByRole('searchbox', { name: 'Find locations' }), 'EV');
  await vi.waitFor(() => expect(names()).toEqual(['Évry']));
  await user.click(screen.getByRole('button', { name: 'Overdue' }));
  expect(location.search).toBe('?sort=-overdue&q=EV');
  await user.clear(screen.getByRole('searchbox'));
  await user.type(screen.getByRole('searchbox'), 'nowhere');
  await user.click(await screen.findByRole('button', { name: 'Show all locations' }));
  expect(names()).toHaveLength(3);
});

it('keeps the chosen numbers for this browser, and a link leaves them as they are', async () => {
  const user = userEvent.setup();
  localStorage.setItem('apollo.performance.location', '["resolution-sla-30d"]');
  show('/performance/location?kpis=overdue');
  expect(screen.getAllByRole('columnheader').map((head) => head.textContent)).toEqual(['Location', 'Overdue']);
  expect(localStorage.getItem('apollo.performance.location')).toBe('["resolution-sla-30d"]');
  await user.click(screen.getByRole('button', { name: 'Numbers' }));
  await user.click(screen.getByRole('checkbox', { name: 'Resolution SLA, 30 days' }));
  expect(location.search).toBe('?kpis=overdue,resolution-sla-30d');
  expect(localStorage.getItem('apollo.performance.location')).toBe('["overdue","resolution-sla-30d"]');
});

it('is exported as CSV and as a workbook, with the chosen numbers', async () => {
  const user = userEvent.setup();
  show('/performance/location?kpis=overdue');
  await user.click(screen.getByRole('button', { name: 'Export' }));
  expect(screen.getAllByRole('menuitem').map((item) => item.getAttribute('href'))).toEqual([
    '/api/desks/demo/tables/location.xlsx?kpis=overdue',
    '/api/desks/demo/tables/location.csv?kpis=overdue&locale=en-US',
    '/api/desks/demo/tables/location.csv?kpis=overdue',
  ]);
});

it('marks by shape and word what crosses a limit, counts too where a group does so alone', () => {
  show('/performance/location');
  const cells = (name: string): string[] =>
    [...screen.getByRole('row', { name: new RegExp(`^${name}`) }).querySelectorAll('td')].map(
      (cell) => cell.textContent!,
    );
  expect(cells('Lyon')[0]).toBe('warning, 7');
  expect(cells('Lille')).toEqual(['3', '–']);
  expect(cells('Évry')[1]).toMatch(/^critical, 79/);
});

it('shows the worst first, until it is sorted otherwise', async () => {
  const user = userEvent.setup();
  show('/performance/location');
  expect(names()).toEqual(['Évry', 'Lyon', 'Lille']);
  await user.click(screen.getByRole('button', { name: /^Resolution SLA/ }));
  // Of a share that should be high the lowest is the worst; nothing to measure stands last.
  expect([location.search, ...names()]).toEqual(['?sort=resolution-sla-30d', 'Évry', 'Lyon', 'Lille']);
  await user.click(screen.getByRole('button', { name: /^Resolution SLA/ }));
  expect(names()).toEqual(['Lyon', 'Évry', 'Lille']);
  await user.click(screen.getByRole('button', { name: 'Worst first' }));
  expect([location.search, ...names()]).toEqual(['', 'Évry', 'Lyon', 'Lille']);
  await user.click(screen.getByRole('button', { name: 'Worst first' }));
  expect([location.search, ...names()]).toEqual(['?sort=name', 'Évry', 'Lille', 'Lyon']);
});

it('is one tab stop, with arrows from cell to cell', async () => {
  const user = userEvent.setup();
  show('/performance/location');
  const focused = (): string => document.activeElement!.textContent!;
  screen.getByRole('button', { name: 'Export' }).focus();
  await user.tab();
  expect(focused()).toBe('Location');
  await user.keyboard('{ArrowDown}{ArrowRight}');
  expect(focused()).toContain('2');
  await user.keyboard('{ArrowDown}{ArrowDown}{End}');
  expect(focused()).toBe('–');
  await user.keyboard('{Control>}{End}{/Control}');
  expect(focused()).toMatch(/^91/);
  await user.tab({ shift: true });
  await user.tab();
  expect(focused()).toMatch(/^91/);
  await user.keyboard('{Control>}{Home}{/Control}{ArrowRight}{Enter}');
  expect(location.search).toBe('?sort=-overdue');
});

it('leads by h to the history of a cell’s number, and by its row to that of the first', async () => {
  const user = userEvent.setup();
  show('/performance/location');
  const row = screen.getByRole('row', { name: /^Lyon/ });
  expect(within(row).getByRole('link', { name: 'History of Lyon' }).getAttribute('href')).toBe(
    '/kpis/overdue/history?group=location%3ALyon',
  );
  act(() => row.querySelectorAll<HTMLElement>('td a')[1]!.focus());
  await user.keyboard('h');
  expect(location.pathname + location.search).toBe('/kpis/resolution-sla-30d/history?group=location%3ALyon');
});

it('has no accessibility violation that axe knows of', async () => {
  show('/performance/location');
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, 'target-size': { enabled: false } },
  });
  expect(violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);
});
