import { act, fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { useWho } from '../../shared/access/who';
import { hubMessages } from '../../shared/session/messages';
import type { DisplayState, WallDisplay } from '../../shared/wire/wire';
import { UserMenu } from './UserMenu';

const displays = (...states: readonly DisplayState[]): WallDisplay[] =>
  states.map((state, at) => ({ id: String(at), name: String(at), state }) as WallDisplay);

const tell = (changed: readonly WallDisplay[], full = true): void =>
  act(() => hubMessages.displays({ desk: 'demo', full, changed, removed: [] }));

const open = (role: 'viewer' | 'manager', admin: boolean): void => {
  useWho.setState({
    who: {
      person: { id: '1', name: 'Ana Lima', email: 'ana@example.org' },
      signIn: { local: true, providers: [] },
      desks: [{ id: 'demo', role }],
      admin,
      network: false,
    } as never,
  });
  render(<UserMenu />);
  fireEvent.click(screen.getByRole('button', { name: /Ana Lima/ }));
};

beforeEach(() => useWho.setState({ who: null }));

it('counts the displays that are frozen or offline for an admin, as they change', () => {
  open('viewer', true);
  const link = screen.getByRole('link', { name: /^Displays/ });
  expect(link.textContent).toBe('Displays');
  tell(displays('live', 'frozen', 'offline', 'never', 'offline'));
  expect(link.textContent).toBe('Displays1 frozen, 2 offline');
  tell([{ ...displays('live', 'live')[1]! }], false);
  expect(link.textContent).toBe('Displays2 offline');
  tell(displays('live'));
  expect(link.textContent).toBe('Displays');
});

it('has no displays for who looks only', () => {
  open('viewer', false);
  expect(screen.queryByRole('link', { name: /^Displays/ })).toBeNull();
});
