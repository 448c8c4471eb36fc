import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, expect, it, vi } from 'vitest';
import { useWho } from '../../../shared/access/who';
import { deskStore } from '../../../shared/store/desk';
import { someDefinition, someDesk } from '../../../shared/testing/support';
import type { ArchivedReport, ReportSchedule } from '../../../shared/wire/reports';
import ServicePage from './ServicePage';

const report = (more: Partial<ArchivedReport>): ArchivedReport => ({
  id: 'week',
  kind: 'service',
  name: 'Week 47 of 2026',
  schedule: null,
  every: 'week',
  from: '2026-11-16',
  to: '2026-11-22',
  madeAt: Date.UTC(2026, 10, 23, 0, 5),
  dueAt: null,
  late: false,
  took: 4_200,
  sent: [],
  ...more,
});

const schedule: ReportSchedule = {
  id: 's1',
  report: 'service',
  every: 'week',
  at: '07:30',
  to: ['role:manager', 'mail:board@example.org'],
  name: 'For the board',
  enabled: true,
  next: Date.UTC(2026, 10, 30, 7, 30),
  revision: 42,
};

const asked: { method: string; path: string; body: unknown; tag: string | null }[] = [];
let answers: Record<string, () => Response>;

beforeEach(() => {
  asked.length = 0;
  answers = {
    'GET archive': () =>
      Response.json([
        report({ sent: [{ channel: 'email', sent: 5, waiting: 0, failed: 1 }] }),
        report({ id: 'month', name: 'October 2026', every: 'month', from: '2026-10-01', to: '2026-10-31' }),
        report({ id: 'study', name: 'Study of waits', kind: 'notebook', every: null }),
        report({
          id: 'day',
          name: 'Mon 23 Nov',
          every: 'day',
          schedule: 's1',
          late: true,
          dueAt: Date.UTC(2026, 10, 22),
        }),
      ]),
    'GET schedules': () => Response.json([schedule]),
    'GET rotas': () => Response.json({ rotas: [], people: [{ id: 'p1', name: 'Ana Lima' }] }),
    'GET hooks': () => Response.json([{ id: 'h1', name: 'Desk floor', desk: 'demo' }]),
    'POST archive': () => Response.json(report({ id: 'made', name: 'Week 48 of 2026' }), { status: 201 }),
    'POST again': () =>
      Response.json({ at: Date.UTC(2026, 10, 24), differs: [{ figure: 'all / opened', was: '358', is: '359' }] }),
    'PUT s1': () => Response.json(schedule),
    'POST schedules': () => Response.json(schedule, { status: 201 }),
    'GET week.pdf': () => Response.json({ detail: 'Name a Chromium: Apollo:Reports:Browser.' }, { status: 404 }),
  };
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (path, more) => {
    const { pathname } = new URL(String(path), 'http://apollo');
    const method = more?.method ?? 'GET';
    asked.push({
      method,
      path: pathname,
      body: more?.body ? (JSON.parse(String(more.body)) as unknown) : null,
      tag: new Headers(more?.headers).get('if-match'),
    });
    return answers[`${method} ${pathname.split('/').pop()!}`]!();
  });
  act(() => useWho.setState({ who: null }));
  deskStore.open(someDesk());
  deskStore.setCatalogue([someDefinition()]);
});

async function show(search = ''): Promise<HTMLElement> {
  history.replaceState(null, '', `/reports/service${search}`);
  render(
    <main>
      <h1>Desk</h1>
      <ServicePage />
    </main>,
  );
  return screen.findByRole('navigation', { name: 'Reports that were made' });
}

const sheet = (): HTMLIFrameElement | null => document.querySelector('iframe');

it('shows the newest report in a frame that runs nothing, and the others by how long they are', async () => {
  const archive = await show();
  expect([sheet()!.getAttribute('src'), sheet()!.getAttribute('sandbox')]).toEqual([
    '/api/desks/demo/reports/archive/week',
    '',
  ]);
  const titles = within(archive)
    .getAllByRole('heading')
    .map(({ textContent }) => textContent);
  expect(titles).toEqual(['Monthly', 'Weekly', 'Daily', 'Notebooks']);
  expect(within(archive).getByRole('button', { name: /^Mon 23 Nov.*late by 1 d/ })).toBeTruthy();
  expect(screen.getByText('5 delivered, 1 not reached')).toBeTruthy();
});

it('opens the report of its address, and keeps the chosen one there', async () => {
  const user = userEvent.setup();
  const archive = await show('?id=study');
  expect(sheet()!.title).toMatch(/^Study of waits/);
  expect(screen.queryByRole('button', { name: 'PDF' })).toBeNull();
  await user.click(within(archive).getByRole('button', { name: /^October 2026/ }));
  expect([location.search, sheet()!.title]).toEqual(['?id=month', 'October 2026, 2026-10-01 to 2026-10-31']);
});

it('says of a report that is gone that it is', async () => {
  await show('?id=gone');
  expect(screen.getByText(/not kept any more/)).toBeTruthy();
});

it('runs a report now', async () => {
  const user = userEvent.setup();
  await show();
  await user.click(screen.getByRole('button', { name: 'Run now' }));
  const dialog = screen.getByRole('dialog');
  await user.selectOptions(within(dialog).getByLabelText('Of'), 'month');
  await user.click(within(dialog).getByRole('button', { name: 'Run now' }));
  await vi.waitFor(() => expect(location.search).toBe('?id=made'));
  expect(asked.find(({ method }) => method === 'POST')!.body).toMatchObject({ every: 'month' });
});

it('tells what is another now, and where there is no PDF how there is', async () => {
  const user = userEvent.setup();
  await show();
  await user.click(screen.getByRole('button', { name: 'Run it again' }));
  expect(await screen.findByRole('row', { name: 'all / opened 358 359' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'PDF' }));
  expect(await screen.findByText(/Name a Chromium/)).toBeTruthy();
});

it('changes a schedule as it was read, and to whom it goes', async () => {
  const user = userEvent.setup();
  await show();
  await user.click(screen.getByRole('button', { name: 'Schedule' }));
  await user.click(await screen.findByRole('button', { name: /^For the board/ }));
  await user.click(screen.getByRole('button', { name: 'Not to Managers of the desk' }));
  await screen.findByRole('option', { name: 'Ana Lima' });
  await user.selectOptions(screen.getByLabelText('Add people or a hook'), 'person:p1');
  await user.type(screen.getByLabelText('An e-mail address'), 'head@example.org');
  await user.click(screen.getByRole('button', { name: 'Add' }));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await vi.waitFor(() => expect(asked.find(({ method }) => method === 'PUT')).toBeTruthy());
  expect(asked.find(({ method }) => method === 'PUT')).toEqual({
    method: 'PUT',
    path: '/api/desks/demo/reports/schedules/s1',
    tag: '"42"',
    body: {
      report: 'service',
      every: 'week',
      at: '07:30',
      to: ['mail:board@example.org', 'person:p1', 'mail:head@example.org'],
      name: 'For the board',
      enabled: true,
    },
  });
});

it('offers viewers the reports alone', async () => {
  act(() =>
    useWho.setState({
      who: {
        person: null,
        signIn: null,
        desks: [{ id: 'demo', role: 'viewer', teams: [], assignee: null }],
        admin: false,
        network: false,
      },
    }),
  );
  await show();
  expect(screen.queryByRole('button', { name: /Run|Schedule/ })).toBeNull();
  expect(asked.map(({ path }) => path.split('/').pop())).toEqual(['archive']);
});

it('can be used by everybody', async () => {
  const user = userEvent.setup();
  await show();
  const violations = async (): Promise<string[]> =>
    (await axe.run(document.body, { iframes: false, rules: { 'color-contrast': { enabled: false } } })).violations.map(
      ({ id, nodes }) => `${id}: ${nodes[0]?.html}`,
    );
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Schedule' }));
  await user.click(await screen.findByRole('button', { name: 'New one' }));
  expect(await violations()).toEqual([]);
});
