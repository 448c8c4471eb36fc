// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest';
import { atLeast, isOut, personId, roleOn, useWho } from '../access/who';
import { useDesk } from '../store/desk';
import type { WhoAnswer } from '../wire/people';
import { lookWho, signedIn, startSession } from './session';

const nobody: WhoAnswer = {
  person: null,
  signIn: { local: true, oidc: [] },
  desks: [],
  admin: false,
  network: false,
};
const isabel: WhoAnswer = {
  ...nobody,
  person: { id: 'p1', name: 'Isabel Moreno', email: 'isabel@harbour.example' },
  desks: [{ id: 'harbour', role: 'member', teams: ['Network'], assignee: 'I. Moreno' }],
};

let who: WhoAnswer = nobody;
const asked: string[] = [];
const reload = vi.fn<() => void>();

beforeEach(() => {
  asked.length = 0;
  localStorage.clear();
  useWho.setState({ who: null, ended: null });
  vi.stubGlobal('location', Object.assign(new URL('http://localhost/calendar?view=week'), { reload }));
  reload.mockReset();
  vi.spyOn(globalThis, 'fetch').mockImplementation((path) => {
    asked.push(String(path));
    if (path === '/api/session') return Promise.resolve(Response.json(who));
    return Promise.resolve(
      isOut(who) ? Response.json({ title: 'Sign in' }, { status: 401 }) : Response.json([] as unknown[]),
    );
  });
});

it('opens no desk while nobody is signed in, and opens one after it', async () => {
  who = nobody;
  await startSession();
  expect([isOut(useWho.getState().who), useDesk.getState().problem]).toEqual([true, null]);
  who = isabel;
  await signedIn();
  expect([useWho.getState().who?.person?.name, personId()]).toEqual(['Isabel Moreno', 'p1']);
  expect(asked.filter((path) => path === '/api/desks').length).toBeGreaterThan(1);
  expect(reload).not.toHaveBeenCalled();
});

it('asks for a sign-in where one was, and goes on there for the same person', async () => {
  useWho.setState({ who: isabel });
  who = nobody;
  await lookWho();
  expect([isOut(useWho.getState().who), useWho.getState().ended?.person]).toEqual([true, 'p1']);
  who = isabel;
  await signedIn();
  expect([isOut(useWho.getState().who), useWho.getState().ended, reload.mock.calls.length]).toEqual([false, null, 0]);
});

it('begins the page anew for another person, so that nothing of the one before stays', async () => {
  useWho.setState({ who: nobody, ended: { person: 'p1', at: 0 } });
  who = { ...isabel, person: { id: 'p2', name: 'Camille Morel', email: 'camille@harbour.example' } };
  await signedIn();
  expect(reload).toHaveBeenCalledOnce();
});

it('begins the page anew where the rights are others, and takes over another name as it is', async () => {
  useWho.setState({ who: isabel });
  who = { ...isabel, person: { ...isabel.person!, name: 'Isabel M.' } };
  await lookWho();
  expect([reload.mock.calls.length, useWho.getState().who?.person?.name]).toEqual([0, 'Isabel M.']);
  who = { ...isabel, desks: [{ ...isabel.desks[0]!, role: 'viewer' }] };
  await lookWho();
  expect(reload).toHaveBeenCalledOnce();
});

it('knows what a role may', () => {
  expect([atLeast('viewer', 'member'), atLeast('manager', 'member'), atLeast('member', 'member')]).toEqual([
    false,
    true,
    true,
  ]);
  expect([roleOn(isabel, 'harbour'), roleOn(isabel, 'other'), roleOn({ ...isabel, admin: true }, 'other')]).toEqual([
    'member',
    'viewer',
    'admin',
  ]);
});
