import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, expect, it, vi } from 'vitest';
import { deskStore } from '../../../shared/store/desk';
import { someHistory } from '../../../shared/testing/history';
import { someDefinition, someDesk, someResult } from '../../../shared/testing/support';
import HistoryPage from './HistoryPage';

vi.mock('../../../shared/session/useTopics', () => ({ useTopics: () => {} }));

const asked: URL[] = [];
let answer: (url: URL) => Response | Promise<Response>;

const history = (url: URL): Response =>
  Response.json(someHistory({ group: url.searchParams.get('group') ?? undefined } as object));

beforeEach(() => {
  asked.length = 0;
  answer = (url) =>
    url.pathname.endsWith('/history')
      ? history(url)
      : url.pathname.endsWith('/notes')
        ? Response.json([])
        : Response.json({ at: '2026-11-24T10:00:00Z', until: '2026-11-24T18:00:00Z', points: [], crossings: [] });
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (path) => {
    const url = new URL(String(path), 'http://apollo');
    asked.push(url);
    return answer(url);
  });
  deskStore.open(someDesk());
  deskStore.setCatalogue([someDefinition(), someDefinition({ id: 'response-overdue', title: 'Response overdue' })]);
  act(() =>
    deskStore.apply({
      desk: 'demo',
      full: true,
      at: '2026-11-24T10:00:00Z',
      kpis: [someResult({ value: 11, groups: { team: { Network: 7, Servers: 4 } } })],
    }),
  );
});

const fixed = '?from=2026-11-24T06:00:00Z&to=2026-11-24T10:00:00Z';

function show(search = fixed): void {
  window.history.replaceState(null, '', `/kpis/overdue/history${search}`);
  render(
    <main>
      <h1>Desk</h1>
      <HistoryPage kpi="overdue" />
    </main>,
  );
}

it('asks for what its address says, and its figure’s name is what was found', async () => {
  show(`${fixed}&group=team%3ANetwork`);
  const figure = await screen.findByRole('figure', {
    name: /Overdue, Network: Between 2 .* and 12 .*, over its limit/,
  });
  expect(figure).toBeTruthy();
  const first = asked.find(
    ({ pathname, searchParams }) =>
      pathname === '/api/desks/demo/kpis/overdue/history' && searchParams.get('step') === 'auto',
  );
  expect(Object.fromEntries(first!.searchParams)).toEqual({
    from: '2026-11-24T06:00:00Z',
    to: '2026-11-24T10:00:00Z',
    step: 'auto',
    group: 'team:Network',
  });
});

it('is a table too, with the same figures', async () => {
  const user = userEvent.setup();
  show();
  await screen.findByRole('figure', { name: /Between/ });
  await user.click(screen.getByRole('button', { name: 'Show as table' }));
  expect(location.search).toContain('table=1');
  const rows = within(screen.getByRole('table')).getAllByRole('row').slice(1);
  expect(rows.map((row) => within(row).getAllByRole('cell')[0]!.textContent)).toEqual(['3', '11', '6', '4']);
});

it('is walked through by arrow keys, each step told', async () => {
  const user = userEvent.setup();
  show();
  await screen.findByRole('figure', { name: /Between/ });
  const pointer = screen.getByRole('slider', { name: 'Point in time of Overdue' });
  act(() => pointer.focus());
  await user.keyboard('{Home}{ArrowRight}{ArrowRight}');
  await waitFor(() => expect(pointer.getAttribute('aria-valuetext')).toMatch(/09:00, Overdue 11/));
  await user.keyboard('{End}');
  await waitFor(() => expect(pointer.getAttribute('aria-valuetext')).toMatch(/10:00, Overdue 3/));
});

it('zooms by keys, and its address says to what', async () => {
  const user = userEvent.setup();
  show();
  await screen.findByRole('figure', { name: /Between/ });
  act(() => screen.getByRole('slider', { name: 'Point in time of Overdue' }).focus());
  await user.keyboard('{Home}+');
  expect(location.search).toBe('?from=2026-11-24T06:30:00Z&to=2026-11-24T08:30:00Z');
  await user.keyboard(']');
  expect(location.search).toBe('');
});

it('compares with another number and with groups, and writes that into its address', async () => {
  const user = userEvent.setup();
  show();
  await screen.findByRole('figure', { name: /Between/ });
  await user.click(screen.getByRole('button', { name: 'Compare' }));
  await user.click(screen.getByRole('menuitemradio', { name: 'Network' }));
  expect(location.search).toContain('with=overdue%40team%3ANetwork');
  await waitFor(() =>
    expect(asked.some(({ searchParams }) => searchParams.get('group') === 'team:Network')).toBe(true),
  );
  await user.click(screen.getByRole('button', { name: 'Without Overdue, Network' }));
  expect(location.search).toBe(fixed);
});

it('shows a small chart for each group, each a way to its own', async () => {
  const user = userEvent.setup();
  show();
  const small = await screen.findByRole('link', { name: 'Network: 7 now, 3 to 11 in this time' });
  expect(small.getAttribute('href')).toBe(`/kpis/overdue/history${fixed}&group=team%3ANetwork`);
  await user.click(screen.getByRole('button', { name: 'Priority' }));
  expect(location.search).toContain('by=priority');
});

it('keeps a note where it happened, changes it only as it was read, and removes it', async () => {
  const user = userEvent.setup();
  const sent: [string, string | undefined, unknown][] = [];
  const note = { id: 'n1', at: '2026-11-24T08:00:00.000Z', text: 'Mail was down', by: '', revision: 7 };
  vi.mocked(globalThis.fetch).mockImplementation(async (path, more) => {
    const url = new URL(String(path), 'http://apollo');
    if (!url.pathname.includes('/notes')) return answer(url);
    sent.push([more?.method ?? 'GET', new Headers(more?.headers).get('if-match') ?? undefined, more?.body]);
    return more?.method === 'DELETE' ? new Response(null, { status: 204 }) : Response.json(note);
  });
  show();
  await screen.findByRole('figure', { name: /Between/ });
  await user.keyboard('a');
  await user.click(screen.getByRole('button', { name: 'Add note' }));
  expect(screen.getByRole('alert').textContent).toBe('Write what happened.');
  await user.type(screen.getByLabelText('What happened'), 'Mail was down');
  await user.click(screen.getByRole('button', { name: 'Add note' }));
  const flag = await screen.findByRole('button', { name: /^Note of .* 08:00: Mail was down$/ });
  await user.keyboard('n');
  expect(document.activeElement).toBe(flag);
  await user.keyboard('{Enter}');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await user.click(screen.getByRole('button', { name: /^Note of / }));
  await user.click(screen.getByRole('button', { name: 'Remove' }));
  await waitFor(() => expect(screen.queryByRole('button', { name: /^Note of / })).toBeNull());
  expect(sent.map(([method, match]) => [method, match])).toEqual([
    ['POST', undefined],
    ['PUT', '"7"'],
    ['DELETE', '"7"'],
  ]);
});

it('offers its points as a file, of every line that is shown', async () => {
  show(`${fixed}&group=team%3ANetwork&with=overdue@team:Servers&with=response-overdue`);
  const link = await screen.findByRole('link', { name: 'CSV' });
  const url = new URL(link.getAttribute('href')!, 'http://apollo');
  expect(url.pathname).toBe('/api/desks/demo/kpis/overdue/history.csv');
  expect(url.searchParams.get('group')).toBe('team:Network');
  expect(url.searchParams.getAll('with')).toEqual(['overdue@team:Servers', 'response-overdue']);
});

it('draws and names a note from its begin to its end', async () => {
  answer = (url) => {
    const [at, until] = ['2026-11-24T07:00:00Z', '2026-11-24T09:00:00Z'];
    const notes = [{ id: 'n1', at, until, text: 'Mail was down', by: '', revision: 1 }];
    return url.pathname.endsWith('/history') ? Response.json(someHistory({ notes })) : Response.json([]);
  };
  show();
  const flag = await screen.findByRole('button', { name: /^Note of .* 07:00 to .* 09:00: Mail was down$/ });
  expect(flag.parentElement!.querySelector('i')).not.toBeNull();
});

it('says why there is no history, and asks again when told to', async () => {
  const user = userEvent.setup();
  const well = answer;
  answer = () => Response.json({ title: 'Not now', detail: 'The store does not answer.' }, { status: 503 });
  show();
  expect((await screen.findByRole('alert')).textContent).toContain('The store does not answer.');
  answer = well;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByRole('figure', { name: /Between/ });
});

it('says that nothing is known yet', async () => {
  answer = (url) =>
    url.pathname.endsWith('/history') ? Response.json(someHistory({ points: [] })) : Response.json([]);
  show();
  expect(await screen.findByRole('figure', { name: /Nothing is known of this time/ })).toBeTruthy();
});

it('has no accessibility violation that axe knows of', async () => {
  show(`${fixed}&table=1`);
  await screen.findByRole('table');
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, 'target-size': { enabled: false } },
  });
  expect(violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);
});
