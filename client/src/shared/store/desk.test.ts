import { beforeEach, describe, expect, it, vi } from 'vitest';
import { someDesk, someResult } from '../testing/support';
import { deskStore, onChange, useDesk } from './desk';

const desk = someDesk({ timeZone: 'Europe/Brussels' });
const at = '2026-11-24T09:42:01.000Z';
const state = useDesk.getState;

beforeEach(() => deskStore.open(desk));

describe('the desk', () => {
  it('ignores what is said of another desk', () => {
    deskStore.apply({ desk: 'other', full: true, at, kpis: [someResult()] });
    expect(state().results).toEqual({});
  });

  it('tells who listens exactly the ids that changed', () => {
    deskStore.apply({ desk: 'demo', full: true, at, kpis: [someResult(), someResult({ kpi: 'unassigned' })] });
    const heard = vi.fn();
    const stop = onChange(heard);
    deskStore.apply({
      desk: 'demo',
      full: false,
      at,
      kpis: [someResult({ revision: 101 }), someResult({ kpi: 'unassigned' })],
    });
    deskStore.apply({ desk: 'demo', full: false, at, kpis: [someResult({ revision: 101 })] });
    stop();
    expect(heard).toHaveBeenCalledOnce();
    expect(heard.mock.calls[0]![0]).toEqual(['overdue']);
  });

  it('forgets everything of the old desk when another is opened', () => {
    deskStore.apply({ desk: 'demo', full: true, at, kpis: [someResult()], loading: ['interventions'] });
    deskStore.open({ ...desk, id: 'other' });
    expect(state()).toMatchObject({ results: {}, held: {}, loading: [], group: null, pause: null });
  });

  it('keeps the slices not read yet until a message says otherwise', () => {
    deskStore.apply({ desk: 'demo', full: true, at, kpis: [someResult()], loading: ['interventions'] });
    deskStore.apply({ desk: 'demo', full: false, at, kpis: [] });
    expect(state().loading).toEqual(['interventions']);
    deskStore.apply({ desk: 'demo', full: false, at, kpis: [], loading: [] });
    expect(state().loading).toEqual([]);
  });
});

describe('a paused board', () => {
  it('stands still, counts the KPIs that changed behind it, and shows the latest on the way on', () => {
    deskStore.apply({ desk: 'demo', full: true, at, kpis: [someResult(), someResult({ kpi: 'unassigned' })] });
    deskStore.pause(1);
    deskStore.apply({ desk: 'demo', full: false, at, kpis: [someResult({ value: 12, revision: 101 })] });
    deskStore.apply({ desk: 'demo', full: false, at, kpis: [someResult({ value: 13, revision: 102 })] });
    expect(state().results['overdue']?.value).toBe(11);
    expect([...state().pause!.waiting]).toEqual(['overdue']);
    deskStore.resume();
    expect(state().results['overdue']?.value).toBe(13);
    expect(state().pause).toBeNull();
  });
});
