import { act, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, expect, it, vi } from 'vitest';
import { keys, type KeyUse } from '../../shared/keys/keys';
import { prefer } from '../../shared/preferences/preferences';
import { deskStore } from '../../shared/store/desk';
import { someDefinition, someDesk, someResult } from '../../shared/testing/support';
import { configuration, providers } from './connect';
import { DemoBadge } from './DemoBadge';
import { FirstLegend } from './FirstLegend';
import { Help } from './Help';
import { useHelp } from './help';
import { pageKeys } from './pageKeys';

beforeEach(() => {
  localStorage.clear();
  history.replaceState(null, '', '/');
  prefer({ shortcuts: true });
  act(() => useHelp.setState({ isOpen: false, isFirst: true }));
  deskStore.open(someDesk({ timeZone: 'Europe/Paris' }));
  deskStore.setCatalogue([someDefinition()]);
  act(() =>
    deskStore.apply({ desk: 'demo', full: true, at: '2026-11-24T09:42:00Z', kpis: [someResult({ value: 11 })] }),
  );
});

it('tells how a card is read once, beside a card of the desk that nobody can come into', async () => {
  const user = userEvent.setup();
  const { unmount } = render(<FirstLegend />);
  const legend = screen.getByRole('region', { name: 'How to read a card' });
  expect(
    within(legend)
      .getAllByRole('listitem')
      .map((item) => item.querySelector('b')!.textContent),
  ).toEqual(['What is counted', 'The value', 'Arrow and line', 'Status and limit', 'What moved', 'Age']);
  expect(legend.querySelector('[data-kpi="overdue"]')!.closest('[inert]')).not.toBeNull();
  await user.click(within(legend).getByRole('button', { name: 'Close: how to read a card' }));
  expect([screen.queryByRole('region'), localStorage.getItem('apollo.legend')]).toEqual([null, 'seen']);
  unmount();
  render(<FirstLegend />);
  expect(screen.queryByRole('region')).toBeNull();
});

it('opens by “?” with the keys of the page, and not where somebody writes', async () => {
  render(
    <>
      <input aria-label="Name" />
      <Help />
    </>,
  );
  fireEvent.keyDown(screen.getByRole('textbox'), { key: '?' });
  expect(screen.queryByRole('dialog')).toBeNull();
  fireEvent.keyDown(document.body, { key: '?' });
  const help = await screen.findByRole('dialog', { name: 'Help' });
  const said = within(help)
    .getAllByRole('definition')
    .map((one) => one.textContent);
  const uses: readonly KeyUse[] = pageKeys('/').flatMap(({ list }) => Object.values(list));
  expect(said).toEqual(uses.map((use) => use.does));
  expect(within(help).getByRole('list')).toBeDefined();
  const { violations } = await axe.run(help, {
    rules: { 'color-contrast': { enabled: false }, 'target-size': { enabled: false } },
  });
  expect(violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);
});

it('switches letters and signs alone off, and says which rest', async () => {
  const user = userEvent.setup();
  render(<Help />);
  fireEvent.keyDown(document.body, { key: '?' });
  const help = await screen.findByRole('dialog', { name: 'Help' });
  await user.click(within(help).getByRole('checkbox', { name: 'Letters and signs alone work as keys' }));
  expect(within(help).getByText('What the number means (switched off)')).toBeDefined();
  expect(within(help).getByText('From card to card')).toBeDefined();
  await user.keyboard('{Escape}');
  await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  fireEvent.keyDown(document.body, { key: '?' });
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('shows each part of the keys on some page', () => {
  const paths = [
    '/',
    '/board/x',
    '/tickets',
    '/kpis/overdue',
    '/kpis/overdue/history',
    '/performance/team',
    '/calendar',
    '/reports/flow',
    '/reports/patterns',
    '/alerts',
    '/tv',
    '/nonsense',
  ];
  const shown = new Set(paths.flatMap((path) => pageKeys(path).map(({ list }) => list)));
  expect(Object.values(keys).filter((list) => !shown.has(list))).toEqual([]);
});

it('tells on the badge of demo data how to connect one’s own, by its database', async () => {
  const user = userEvent.setup();
  const written: string[] = [];
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation((text) => Promise.resolve(void written.push(text)));
  render(<DemoBadge />);
  await user.click(screen.getByRole('button', { name: /^Demo/ }));
  const about = await screen.findByRole('dialog', { name: 'This is demo data' });
  await user.click(await within(about).findByRole('button', { name: 'PostgreSQL' }));
  await user.click(within(about).getByRole('button', { name: 'Copy' }));
  expect(written).toEqual([configuration(providers[1])]);
  expect(JSON.parse(written[0]!)).toMatchObject({ Apollo: { Desks: [{ Itsm: { Provider: 'PostgreSql' } }] } });
  expect(about.textContent).toContain('docs/connect-an-itsm.md');
  await user.click(within(about).getByRole('button', { name: /^Help/ }));
  expect(useHelp.getState().isOpen).toBe(true);
});

it('names each database as the configuration does', () =>
  expect(providers.map(({ id }) => id)).toEqual(['SqlServer', 'PostgreSql', 'MySql', 'Sqlite']));
