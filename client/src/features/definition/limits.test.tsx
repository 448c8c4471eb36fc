import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deskStore } from '../../shared/store/desk';
import { someDefinition, someDesk } from '../../shared/testing/support';
import type { KpiLimits } from '../../shared/wire/wire';
import { EditLimits } from './EditLimits';
import { limitOf, limitTyped } from './limits';

const held: KpiLimits = {
  kpi: 'overdue',
  group: null,
  warning: 2,
  critical: 4,
  changed: true,
  from: '2026-11-24T09:00:00Z',
  by: 'Ana',
  configured: { warning: 5, critical: 10 },
  revision: 7,
};

const asked: { method: string; path: string; body: string | null; tag: string | null }[] = [];
let answers: () => Response = () => Response.json(held);

beforeEach(() => {
  asked.length = 0;
  answers = () => Response.json(held);
  vi.stubGlobal('fetch', (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    const method = init.method ?? 'GET';
    asked.push({ method, path, body: (init.body as string | undefined) ?? null, tag: headers.get('if-match') });
    return Promise.resolve(method === 'GET' ? Response.json(held) : answers());
  });
  deskStore.open(someDesk({ timeZone: 'Europe/Brussels', serviceHours: '' }));
});
afterEach(() => vi.unstubAllGlobals());

async function show(onClose: () => void = () => {}): Promise<void> {
  render(<EditLimits definition={someDefinition()} onClose={onClose} />);
  await screen.findByText(/Changed by Ana/);
}

const field = (name: RegExp): HTMLInputElement => screen.getByRole('textbox', { name });

describe('limits of a number', () => {
  it('are shown with who changed them and what is configured', async () => {
    await show();
    expect([field(/^Warning/).value, field(/^Critical/).value]).toEqual(['2', '4']);
    expect(screen.getByText(/^Changed by Ana, from .*Configured: warning 5/)).toBeTruthy();
  });

  it('are kept as they were read, and nobody else’s change is written over', async () => {
    const closed = vi.fn<() => void>();
    await show(closed);
    fireEvent.change(field(/^Warning/), { target: { value: '3' } });
    fireEvent.change(field(/^Critical/), { target: { value: ' ' } });
    answers = () => Response.json({ title: 'Changed elsewhere' }, { status: 412 });
    fireEvent.click(screen.getByRole('button', { name: 'Keep' }));
    expect(await screen.findByText(/Somebody else has changed these limits/)).toBeTruthy();
    expect(asked.at(-1)).toEqual({
      method: 'PUT',
      path: '/api/desks/demo/limits/overdue',
      body: '{"warning":3,"critical":null}',
      tag: '"7"',
    });
    expect(closed).not.toHaveBeenCalled();
    answers = () => Response.json(held);
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Back to configuration' })));
    expect(asked.at(-1)).toMatchObject({ method: 'DELETE', tag: '"7"' });
    expect(closed).toHaveBeenCalledOnce();
  });

  it('of each team are another question', async () => {
    await show();
    fireEvent.change(screen.getByRole('combobox'), { target: { value: 'team:*' } });
    await screen.findByText(/Changed by Ana/);
    expect(asked.at(-1)?.path).toBe('/api/desks/demo/limits/overdue?group=team%3A*');
  });

  it('are typed as people write numbers and times', () => {
    const share = someDefinition({ id: 'within-sla-30d', unit: 'percent' });
    const time = someDefinition({ id: 'time-to-resolve-30d', unit: 'seconds' });
    expect([limitOf(share, '92,5 %'), limitOf(share, 'many'), limitOf(share, '')]).toEqual([92.5, undefined, null]);
    expect([limitOf(time, '8 h'), limitOf(time, 'soon')]).toEqual([28_800, undefined]);
    expect([limitTyped(time, 5400), limitTyped(share, 92.5), limitTyped(share, null)]).toEqual([
      '1 h 30 min',
      '92.5',
      '',
    ]);
  });
});
