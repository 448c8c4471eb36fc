import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, expect, it, vi } from 'vitest';
import { useWho } from '../../shared/access/who';
import { deskStore } from '../../shared/store/desk';
import type { CheckStep, ShippedSystem } from '../../shared/wire/generated';
import { configurationOf } from './data/configuration';
import ConnectPage from './page/ConnectPage';

const desk = { id: 'harbour', name: 'Harbour IT Desk', timeZone: 'UTC', source: 'demo' };
const znuny: ShippedSystem = {
  id: 'znuny6',
  title: 'Znuny 6',
  providers: ['PostgreSql', 'MySql'],
  options: [
    { name: 'web', title: 'Address of Znuny', default: null, required: true },
    { name: 'hidden', title: 'Queues that do not count', default: 'Junk', required: false },
  ],
  logins: [
    { provider: 'PostgreSql', sql: 'GRANT CONNECT ON DATABASE znuny TO r;\nGRANT SELECT ON ticket TO r;\n' },
    { provider: 'MySql', sql: 'GRANT SELECT ON the_database.ticket TO r;\n' },
  ],
  timeZone: 'Its setting OTRSTimeZone',
};
const zammad: ShippedSystem = {
  id: 'zammad6',
  title: 'Zammad 6',
  providers: ['PostgreSql'],
  options: [],
  logins: [],
  timeZone: null,
};

let more: ReadableStreamDefaultController<Uint8Array>;
let left: AbortSignal | null | undefined;
const say = (...steps: CheckStep[]): void =>
  more.enqueue(new TextEncoder().encode(steps.map((step) => `${JSON.stringify(step)}\n`).join('')));

const asAdmin = (admin: boolean): void =>
  useWho.setState({ who: { person: null, signIn: null, desks: [], admin, network: false } as never, ended: null });

beforeEach(() => {
  asAdmin(true);
  deskStore.setDesks([desk as never]);
  deskStore.open(desk as never);
  vi.spyOn(globalThis, 'fetch').mockImplementation((path, init) => {
    if (String(path) === '/api/systems') return Promise.resolve(Response.json([znuny, zammad]));
    if (String(path) !== '/api/systems/check?desk=harbour') throw new Error(String(path));
    left = init?.signal;
    const body = new ReadableStream<Uint8Array>({ start: (controller) => void (more = controller) });
    return Promise.resolve(new Response(body));
  });
});

it('shows each line as it is found, what they say in all, and the tickets as they are mapped', async () => {
  const { container } = render(<ConnectPage />);
  await userEvent.click(screen.getByRole('button', { name: 'Check' }));
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Checking…' }).disabled).toBe(true);
  await waitFor(() => expect(more).toBeDefined());
  say({ verdict: 'ok', text: 'PostgreSql 15.14 answers', tickets: null });
  await screen.findByText('PostgreSql 15.14 answers');
  expect(screen.queryByText(/Nothing is wrong/)).toBeNull();
  say({ verdict: 'wrong', text: 'the login can write', tickets: null });
  const ticket = {
    id: '42',
    title: 'Printer',
    kind: 'incident' as const,
    state: 'open' as const,
    priority: 2,
    team: 'Network',
    assignee: null,
    category: null,
    location: null,
    openedAt: '2026-11-24T09:42:00Z',
    dueAt: null,
    resolvedAt: null,
  };
  say({ verdict: 'ok', text: 'the newest tickets as they are mapped', tickets: [ticket] });
  more.close();
  await screen.findByText('1 wrong: mend it, and check again.');
  within(screen.getByRole('table')).getByRole('rowheader', { name: '42' });
  expect(screen.getAllByRole('listitem').map((line) => line.textContent)).toContain('Wrong: the login can write');
  expect((await axe.run(container, { rules: { region: { enabled: false } } })).violations).toEqual([]);
});

it('ends the check when the page is left', async () => {
  const { unmount } = render(<ConnectPage />);
  await userEvent.click(screen.getByRole('button', { name: 'Check' }));
  await waitFor(() => expect(left).toBeDefined());
  expect(left!.aborted).toBe(false);
  unmount();
  expect(left!.aborted).toBe(true);
});

it('writes the configuration of a product with the options that are not as usual', async () => {
  render(<ConnectPage />);
  await userEvent.selectOptions(await screen.findByLabelText('Its database'), 'MariaDB, MySQL');
  await userEvent.type(screen.getByLabelText('Address of Znuny (required)'), 'https://desk.example.com');
  const itsm = (): unknown =>
    (
      JSON.parse([...document.querySelectorAll('pre')].at(-1)!.textContent) as {
        Apollo: { Desks: [{ Itsm: unknown }] };
      }
    ).Apollo.Desks[0].Itsm;
  expect(itsm()).toEqual({
    System: 'znuny6',
    Provider: 'MySql',
    ConnectionString: 'Server=db.example.com;Database=the_database;User ID=apollo_reader;Password=…',
    Options: { web: 'https://desk.example.com' },
  });
  // Whose columns hold wall times is asked for their zone, and no other.
  await userEvent.type(screen.getByLabelText('Its setting OTRSTimeZone'), 'Europe/Berlin');
  expect(itsm()).toMatchObject({ System: 'znuny6', TimeZone: 'Europe/Berlin' });
  await userEvent.selectOptions(screen.getByLabelText('Product'), 'Zammad 6');
  expect(itsm()).toMatchObject({ System: 'zammad6', Provider: 'PostgreSql' });
  expect(itsm()).not.toHaveProperty('TimeZone');
  expect(screen.queryByLabelText('Its setting OTRSTimeZone')).toBeNull();
});

it("shows how the product's login is made in a database of one's own name", async () => {
  render(<ConnectPage />);
  await userEvent.type(await screen.findByLabelText('Name of the database'), 'calls');
  const shown = (): (string | null)[] => [...document.querySelectorAll('pre')].map((lines) => lines.textContent);
  expect(shown()[0]).toBe('GRANT CONNECT ON DATABASE calls TO r;\nGRANT SELECT ON ticket TO r;');
  expect(shown()[1]).toContain('Database=calls;');
  await userEvent.selectOptions(screen.getByLabelText('Its database'), 'MariaDB, MySQL');
  expect(shown()[0]).toBe('GRANT SELECT ON calls.ticket TO r;');
});

it('asks for what is required, and leaves out what is as usual', () =>
  expect(JSON.parse(configurationOf(znuny, 'PostgreSql', 'znuny', { hidden: 'Junk' }))).toMatchObject({
    Apollo: { Desks: [{ Itsm: { Options: { web: '…' } } }] },
  }));

it('is for administrators', () => {
  asAdmin(false);
  render(<ConnectPage />);
  expect(screen.getByRole('heading').textContent).toBe('Connecting an ITSM is for administrators');
});
