import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useWho } from '../../shared/access/who';
import { deskStore } from '../../shared/store/desk';
import type { DeskRight, Person } from '../../shared/wire/people';
import { isLastAdmin, linkText, seenText, signInText } from './list/words';
import PeoplePage from './page/PeoplePage';
import { faultOf, freshRight, withRole } from './rights/rights';
import { scopesOf, scopesText } from './tokens/scopes';

const right = (role: DeskRight['role'], more: Partial<DeskRight> = {}): DeskRight => ({
  desk: 'harbour',
  role,
  teams: [],
  assignee: null,
  ...more,
});
const person = (name: string, desks: DeskRight[], more: Partial<Person> = {}): Person => ({
  id: name,
  name,
  email: `${name.toLowerCase()}@harbour.example`,
  off: false,
  locked: false,
  seenAt: null,
  signIn: 'local',
  desks,
  revision: 7,
  ...more,
});

const isabel = person('Isabel', [right('admin', { desk: '*' })]);
const samuel = person('Samuel', [right('member', { teams: ['Network'] })]);
const desk = { id: 'harbour', name: 'Harbour IT Desk', timeZone: 'UTC', source: 'demo' };

const sent: { path: string; body: unknown; tag: string | null }[] = [];

beforeEach(() => {
  sent.length = 0;
  const signIn = { local: true, oidc: [] };
  useWho.setState({
    who: { person: { ...isabel }, signIn, desks: [], admin: true, network: false },
    ended: null,
  });
  deskStore.setDesks([desk as never]);
  deskStore.open(desk as never);
  vi.spyOn(globalThis, 'fetch').mockImplementation((path, more) => {
    const method = more?.method ?? 'GET',
      route = String(path).split('?')[0];
    if (method !== 'GET') {
      const body = more?.body ? (JSON.parse(String(more.body)) as unknown) : null;
      sent.push({ path: `${method} ${route}`, body, tag: new Headers(more?.headers).get('if-match') });
      if (route === '/api/people/invitations')
        return Promise.resolve(
          Response.json({
            id: 'i',
            email: 'lea@harbour.example',
            url: 'https://apollo.example/join/once',
            expiresAt: '2030-01-01T00:00:00Z',
          }),
        );
      return Promise.resolve(new Response(null, { status: 204 }));
    }
    const answers: Record<string, unknown> = {
      '/api/people': [isabel, samuel],
      '/api/people/invitations': [],
      '/api/people/assignees': ['S. Okafor'],
      '/api/tokens': [],
      '/api/desks/harbour/kpis': [{ kpi: 'overdue', groups: { team: { Network: 1, Servers: 2 } } }],
    };
    return Promise.resolve(Response.json(answers[route!] ?? []));
  });
});

describe('the people', () => {
  it('are listed; a role is changed by keys alone, against the revision that was read', async () => {
    render(<PeoplePage />);
    const row = (await screen.findByText('Samuel')).closest('tr')!;
    expect(within(row).getByText('Network')).toBeDefined();
    within(row).getByRole('button', { name: 'What can be done for Samuel' }).focus();
    await userEvent.keyboard('{Enter}');
    await userEvent.keyboard('{Enter}');
    const dialog = await screen.findByRole('dialog', { name: 'Roles of Samuel' });
    await userEvent.click(await within(dialog).findByRole('checkbox', { name: 'Servers' }));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(sent).toEqual([
        {
          path: 'PUT /api/people/Samuel',
          body: { name: 'Samuel', off: false, desks: [right('member', { teams: ['Network', 'Servers'] })] },
          tag: '"7"',
        },
      ]),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('keep their last administrator: the menu says why', async () => {
    render(<PeoplePage />);
    await userEvent.click(await screen.findByRole('button', { name: 'What can be done for Isabel' }));
    const off = await screen.findByRole('menuitem', { name: /Switch off/ });
    expect([off.getAttribute('aria-disabled'), off.textContent]).toEqual(['true', 'Switch off…the last administrator']);
  });

  it('are invited by a link that is shown once', async () => {
    render(<PeoplePage />);
    const panel = (await screen.findByRole('heading', { name: 'Invite' })).closest('section')!;
    await userEvent.type(within(panel).getByLabelText('E-mail'), 'lea@harbour.example');
    await userEvent.type(within(panel).getByLabelText('Name'), 'Lea Fontaine');
    await userEvent.click(await within(panel).findByRole('checkbox', { name: 'Network' }));
    await userEvent.click(within(panel).getByRole('button', { name: 'Make the link' }));
    const link = await within(panel).findByLabelText<HTMLInputElement>('The link for lea@harbour.example');
    expect(link.value).toBe('https://apollo.example/join/once');
    expect(sent[0]?.body).toEqual({
      email: 'lea@harbour.example',
      name: 'Lea Fontaine',
      desks: [right('member', { teams: ['Network'] })],
    });
  });

  it('have no accessibility violation that axe knows of', async () => {
    const { container } = render(<PeoplePage />);
    await screen.findByText('Samuel');
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it('are for administrators alone', () => {
    useWho.setState(({ who }) => ({ who: { ...who!, admin: false } }));
    render(<PeoplePage />);
    expect(screen.getByRole('heading', { name: 'People are for administrators' })).toBeDefined();
  });
});

describe('words', () => {
  const now = Date.parse('2026-11-24T12:00:00Z');

  it('say when somebody was here, how they sign in, and what is left of a link', () => {
    expect(seenText({ seenAt: '2026-11-24T11:38:00Z' }, now, 'UTC')).toBe('22 min ago');
    expect(seenText({ seenAt: null }, now, 'UTC')).toBe('never');
    expect(signInText(person('A', [], { signIn: 'oidc:sso' }), [{ id: 'sso', name: 'Harbour SSO' }])).toBe(
      'Harbour SSO',
    );
    expect(signInText(person('A', [], { off: true }), [])).toBe('switched off');
    expect(linkText({ expiresAt: '2026-11-25T17:00:00Z' }, now)).toBe('link ends in 1 d');
    expect(linkText({ expiresAt: '2026-11-24T11:00:00Z' }, now)).toBe('the link has ended');
  });

  it('know the last administrator', () => {
    const off = person('B', [right('admin')], { off: true });
    expect([isLastAdmin(isabel, [isabel, samuel, off]), isLastAdmin(samuel, [isabel, samuel])]).toEqual([true, false]);
    expect(isLastAdmin(isabel, [isabel, person('C', [right('admin')])])).toBe(false);
  });
});

describe('rights', () => {
  it('make an administrator one of all desks, and leave teams to members', () => {
    const member = { ...freshRight('harbour'), teams: ['Network'], assignee: 'S. Okafor' };
    expect(withRole(member, 'admin')).toEqual({ desk: '*', role: 'admin', teams: [], assignee: null });
    expect(withRole(member, 'manager')).toEqual({ ...member, role: 'manager', teams: [] });
  });

  it('say why they cannot be kept', () => {
    expect(faultOf([])).toMatch(/^Give a role/);
    expect(faultOf([right('member'), right('viewer')])).toBe('A desk stands twice in the list.');
    expect(faultOf([right('member')])).toBeNull();
  });

  it('of a program are scopes', () => {
    const scopes = scopesOf({ reads: { harbour: 'manager', port: '' }, nudges: ['harbour'], operations: true });
    expect(scopes).toEqual(['read:harbour:manager', 'nudge:harbour', 'operations']);
    expect(scopesText(scopes, [desk as never])).toBe(
      'reads Harbour IT Desk as manager, tells Harbour IT Desk to look, metrics and health',
    );
  });
});
