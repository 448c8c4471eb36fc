import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { useWho } from '../../../shared/access/who';
import { browser } from '../../../shared/storage/storage';
import { deskStore } from '../../../shared/store/desk';
import type { DeskRotas } from '../../../shared/wire/alerts';
import type { WhoAnswer } from '../../../shared/wire/people';
import { markSeen, readSeen, useSeen } from '../bell/seen';
import RotasPage from './RotasPage';
import { handoverText } from './rotas';

const desk = {
  id: 'demo',
  name: 'Demo',
  timeZone: 'Europe/Paris',
  source: 'demo',
  serviceHours: '',
  poll: 1,
  byPerson: true,
};
const told: DeskRotas = {
  rotas: [
    {
      rota: {
        team: 'Network',
        people: ['a', 'b'],
        begins: '2026-03-02',
        at: '09:00:00',
        weeks: 1,
        exchanges: [],
        revision: 7,
        calendar: 'https://shifts.example/…',
      },
      onCall: { id: 'b', name: 'Ben', awayUntil: null },
      until: '2026-03-09T08:00:00Z',
      calendarReadAt: null,
      calendarFault: 'It answered 404.',
    },
  ],
  people: [
    { id: 'a', name: 'Ana', awayUntil: '2026-03-20T08:00:00Z' },
    { id: 'b', name: 'Ben', awayUntil: null },
    { id: 'c', name: 'Chloe', awayUntil: null },
  ],
  teams: ['Network', 'Service Desk'],
};

beforeEach(() => {
  deskStore.setDesks([desk]);
  deskStore.open(desk);
  useWho.setState({ who: null });
});

it('says who is on call, who is away, and that a calendar was not read', async () => {
  vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(JSON.stringify(told)));
  render(<RotasPage />);
  const row = await screen.findByRole('row', { name: /Network/ });
  expect(row.textContent).toContain('Ana away until');
  expect(row.textContent).toContain('Mondays at 09:00');
  expect(row.textContent).toContain('The calendar was not read: It answered 404. It never was.');
  expect(handoverText({ begins: '2026-03-04', at: '18:30:00', weeks: 2 })).toBe('every 2 weeks, Wednesdays at 18:30');
});

it('keeps people in another order as it was read, and a calendar only where it is typed', async () => {
  const asked = vi
    .spyOn(globalThis, 'fetch')
    .mockImplementation(() => Promise.resolve(new Response(JSON.stringify(told))));
  render(<RotasPage />);
  fireEvent.click(await screen.findByRole('button', { name: 'Change the rota of Network' }));
  fireEvent.click(screen.getByRole('button', { name: 'Ben earlier' }));
  fireEvent.change(screen.getByRole('combobox', { name: 'Add a person' }), { target: { value: 'c' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(asked.mock.calls.some(([, more]) => more?.method === 'PUT')).toBe(true));
  const [path, more] = asked.mock.calls.find(([, each]) => each?.method === 'PUT')!;
  expect([path, new Headers(more?.headers).get('if-match')]).toEqual(['/api/desks/demo/rotas/Network', '"7"']);
  const sent = JSON.parse(String(more?.body)) as Record<string, unknown>;
  expect(sent).toEqual({ people: ['b', 'a', 'c'], begins: '2026-03-02', at: '09:00', weeks: 1, exchanges: [] });
});

it('counts as seen what somebody saw in another browser', async () => {
  useWho.setState({ who: { person: { id: 'p', name: 'P', email: 'p@x' }, desks: [] } as unknown as WhoAnswer });
  const asked = vi
    .spyOn(globalThis, 'fetch')
    .mockImplementation((_, more) =>
      Promise.resolve(
        more?.method === 'PUT'
          ? new Response(null, { status: 204 })
          : new Response(JSON.stringify({ at: '2026-03-02T08:00:00Z', missed: [] })),
      ),
    );
  browser.keepText('apollo.alerts-seen.p.demo', String(Date.UTC(2026, 2, 1)));
  useSeen.setState({}, true);
  await readSeen('demo');
  expect(useSeen.getState()['demo']).toBe(Date.UTC(2026, 2, 2, 8));
  markSeen('demo');
  expect(asked.mock.calls.map(([path, more]) => [path, more?.method ?? 'GET'])).toContainEqual(['/api/me/seen', 'PUT']);
});
