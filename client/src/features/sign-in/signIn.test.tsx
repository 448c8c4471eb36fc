import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, expect, it, vi } from 'vitest';
import { useWho } from '../../shared/access/who';
import { ApiError } from '../../shared/wire/api';
import Join from './Join';
import SignIn from './SignIn';
import { isWrong, whyNot } from './signIn';

const sent: { path: string; body: unknown }[] = [];
let answers: Record<string, () => Response> = {};

const signInWays = { local: true, oidc: [{ id: 'sso', name: 'Harbour SSO' }] };

beforeEach(() => {
  sent.length = 0;
  answers = {};
  useWho.setState({ who: { person: null, signIn: signInWays, desks: [], admin: false, network: false }, ended: null });
  vi.spyOn(globalThis, 'fetch').mockImplementation((path, more) => {
    const key = `${more?.method ?? 'GET'} ${String(path).split('?')[0]}`;
    if (more?.body) sent.push({ path: key, body: JSON.parse(String(more.body)) as unknown });
    return Promise.resolve(answers[key]?.() ?? Response.json({ title: 'Not there' }, { status: 404 }));
  });
});

it('says one sentence for whatever is wrong, keeps the name, and picks the password out', async () => {
  answers['POST /api/session'] = () => Response.json({ title: 'Not signed in' }, { status: 401 });
  render(<SignIn />);
  await userEvent.keyboard('isabel@harbour.example{Tab}wrong{Enter}');
  expect((await screen.findByRole('alert')).textContent).toBe(isWrong);
  expect(sent).toEqual([
    { path: 'POST /api/session', body: { name: 'isabel@harbour.example', password: 'wrong', keep: true } },
  ]);
  expect(screen.getByLabelText<HTMLInputElement>('E-mail').value).toBe('isabel@harbour.example');
  expect(document.activeElement).toBe(screen.getByLabelText('Password'));
});

it('stays signed in only where that is wanted', async () => {
  answers['POST /api/session'] = () => Response.json({ title: 'Not signed in' }, { status: 401 });
  render(<SignIn />);
  await userEvent.click(screen.getByRole('checkbox', { name: /^Keep me signed in on this computer/ }));
  await userEvent.type(screen.getByLabelText('E-mail'), 'isabel@harbour.example');
  await userEvent.type(screen.getByLabelText('Password'), 'a password{Enter}');
  expect(await screen.findByRole('alert')).toBeDefined();
  expect(sent.map(({ body }) => body)).toEqual([
    { name: 'isabel@harbour.example', password: 'a password', keep: false },
  ]);
});

it('says how long a name is locked', () => {
  expect(whyNot(new ApiError(429, 'Too many', 300))).toBe('Too many tries. Again in 5 min.');
  expect(whyNot(new ApiError(401, 'No such person'))).toBe(isWrong);
  expect(whyNot(new TypeError('Failed to fetch'))).toBe('The server does not answer. Try again in a moment.');
});

it('tells caps lock, and shows the password to whoever wants to see it', async () => {
  render(<SignIn />);
  const field = screen.getByLabelText<HTMLInputElement>('Password');
  const capital = new KeyboardEvent('keydown', { key: 'A', bubbles: true, modifierCapsLock: true });
  fireEvent(field, capital);
  expect(screen.getByText('Caps lock is on.')).toBeDefined();
  await userEvent.click(screen.getByRole('button', { name: 'Show the password' }));
  expect(field.type).toBe('text');
});

it('leads to each provider by its name, and back to where one was', () => {
  history.replaceState(null, '', '/calendar?view=week');
  render(<SignIn />);
  expect(screen.getByRole('link', { name: 'Continue with Harbour SSO' }).getAttribute('href')).toBe(
    '/api/session/oidc/sso?to=%2Fcalendar%3Fview%3Dweek',
  );
});

it('says since when one is signed out', () => {
  useWho.setState({ ended: { person: 'p1', at: Date.now() } });
  render(<SignIn />);
  expect(screen.getByText(/You were signed out at \d\d:\d\d\./)).toBeDefined();
});

it('has no accessibility violation that axe knows of', async () => {
  const { container } = render(<SignIn />);
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id }) => id)).toEqual([]);
});

const invitation = { email: 'nadia@harbour.example', name: '', expiresAt: '2026-12-01T10:00:00Z' };

it('lets who is invited choose name and password, for the address that was invited', async () => {
  answers['GET /api/session/invitation'] = () => Response.json({ ...invitation, first: false, reset: false });
  answers['POST /api/session/invitation'] = () => new Response(null, { status: 204 });
  render(<Join token="one-time" />);
  const email = await screen.findByLabelText<HTMLInputElement>('E-mail');
  expect([email.value, email.readOnly]).toEqual([invitation.email, true]);
  await userEvent.type(screen.getByLabelText('Name'), 'Nadia Cherif');
  await userEvent.type(screen.getByLabelText(/New password/), 'a long password{Enter}');
  await waitFor(() =>
    expect(sent).toEqual([
      {
        path: 'POST /api/session/invitation',
        body: { token: 'one-time', name: 'Nadia Cherif', email: invitation.email, password: 'a long password' },
      },
    ]),
  );
});

it('says why a password is not taken', async () => {
  answers['GET /api/session/invitation'] = () => Response.json({ ...invitation, name: 'N', first: false, reset: true });
  answers['POST /api/session/invitation'] = () => Response.json({ detail: 'It is too short.' }, { status: 400 });
  render(<Join token="one-time" />);
  expect(await screen.findByRole('heading', { name: 'Set your password' })).toBeDefined();
  await userEvent.keyboard('short{Enter}');
  expect((await screen.findByText('It is too short.')).getAttribute('role')).toBe('alert');
});

it('says that a link has ended', async () => {
  render(<Join token="used" />);
  expect(await screen.findByRole('heading', { name: 'This link does not work' })).toBeDefined();
});
