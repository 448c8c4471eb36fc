import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { HookDialog } from './HookDialog';
import type { Hook } from '../data/hooks';

const ops: Hook = {
  id: 'h1',
  desk: 'harbour',
  name: 'Ops',
  address: 'https://hooks.example/…',
  preset: 'slack',
  hasSecret: true,
  revision: 7,
};

it('changes a hook as it was read, without address and secret where they are left empty', async () => {
  const asked = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(null, { status: 412 }));
  render(<HookDialog hook={ops} onKept={() => {}} onClose={() => {}} />);
  fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'Operations' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText(/Somebody has changed this hook meanwhile/)).toBeTruthy();
  const [path, sent] = asked.mock.calls[0]!;
  expect([path, sent?.method, new Headers(sent?.headers).get('if-match')]).toEqual(['/api/hooks/h1', 'PUT', '"7"']);
  expect(JSON.parse(sent?.body as string)).toEqual({ name: 'Operations', preset: 'slack' });
});

it('asks for the routing key of PagerDuty, and sends what was typed', async () => {
  const asked = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(JSON.stringify(ops), { status: 201 }));
  const kept = vi.fn();
  render(<HookDialog hook={null} onKept={kept} onClose={() => {}} />);
  fireEvent.change(screen.getByLabelText('Kind'), { target: { value: 'pagerduty' } });
  fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'On duty' } });
  fireEvent.change(screen.getByLabelText('Address'), { target: { value: ' https://events.example/v2 ' } });
  fireEvent.change(screen.getByLabelText('Routing key of the service'), { target: { value: 'key' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await vi.waitFor(() => expect(kept).toHaveBeenCalled());
  expect(JSON.parse(asked.mock.calls[0]![1]?.body as string)).toEqual({
    name: 'On duty',
    preset: 'pagerduty',
    url: 'https://events.example/v2',
    secret: 'key',
  });
});
