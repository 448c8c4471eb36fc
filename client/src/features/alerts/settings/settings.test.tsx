import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { useTelling } from '../notice/preferences';
import NoticesPage from './NoticesPage';
import { PushHere } from './PushHere';
import { YourNotices } from './YourNotices';

it('keeps in this browser whether it sounds, and asks the browser before the system tells', async () => {
  vi.stubGlobal('Notification', { permission: 'default', requestPermission: () => Promise.resolve('denied') });
  render(<NoticesPage />);
  fireEvent.click(screen.getByRole('switch', { name: 'A sound with what is critical' }));
  expect(useTelling.getState().sound).toBe(true);
  fireEvent.click(screen.getByRole('switch', { name: 'Notices of the system' }));
  expect(await screen.findByText(/The browser does not allow it/)).toBeTruthy();
  expect(useTelling.getState().system).toBe(false);
  vi.unstubAllGlobals();
});

it('keeps channels and quiet hours as they were read, else says that they changed', async () => {
  const own = {
    channels: ['email'],
    quiet: null,
    absence: null,
    email: 'ana@desk.example',
    reached: ['email'],
    push: [],
    vapidKey: '',
  };
  const asked = vi
    .spyOn(globalThis, 'fetch')
    .mockResolvedValueOnce(new Response(JSON.stringify(own), { headers: { etag: '"7"' } }))
    .mockResolvedValueOnce(new Response('{}', { status: 412 }));
  render(<YourNotices />);
  fireEvent.click(await screen.findByRole('checkbox', { name: /Quiet hours/ }));
  expect(screen.getByText('does not reach you as things are')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText(/You have changed this elsewhere meanwhile/)).toBeTruthy();
  const [path, more] = asked.mock.calls[1]!;
  expect([path, more?.method, new Headers(more?.headers).get('if-match')]).toEqual([
    '/api/me/notifications',
    'PUT',
    '"7"',
  ]);
  expect(JSON.parse(more?.body as string)).toEqual({
    channels: ['email'],
    quiet: { from: '22:00', to: '07:00' },
    absence: null,
  });
});

it('says why a browser takes no pushes, and ends those to another one', async () => {
  const asked = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(null, { status: 204 }));
  const changed = vi.fn();
  const phone = { id: 'ab12', name: 'Chrome on Android', at: '2026-11-27T08:00:00Z' };
  render(<PushHere browsers={[phone]} vapidKey="" onChanged={changed} />);
  expect(await screen.findByText(/This browser takes none here/)).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('switch', { name: 'Push to this browser' }).disabled).toBe(true);
  fireEvent.click(screen.getByRole('button', { name: 'End push to Chrome on Android' }));
  await vi.waitFor(() => expect(changed).toHaveBeenCalled());
  expect(asked.mock.calls[0]).toMatchObject(['/api/me/notifications/push/ab12', { method: 'DELETE' }]);
});
