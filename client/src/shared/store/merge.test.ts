import { describe, expect, it } from 'vitest';
import { someResult } from '../testing/support';
import type { BoardMessage, KpiResult } from '../wire/wire';
import { changedIds, mergeBoard, mergeFirst } from './merge';

const batch = (kpis: KpiResult[], more: Partial<BoardMessage> = {}): BoardMessage => ({
  desk: 'demo',
  full: false,
  at: '2026-11-24T09:42:01.000Z',
  kpis,
  ...more,
});

describe('a batch', () => {
  it('takes a newer revision and leaves every other result the same object', () => {
    const held = { overdue: someResult(), unassigned: someResult({ kpi: 'unassigned' }) };
    const merged = mergeBoard(held, batch([someResult({ value: 12, revision: 101 })]));
    expect(merged['overdue']?.value).toBe(12);
    expect(merged['unassigned']).toBe(held.unassigned);
    expect(changedIds(held, merged)).toEqual(['overdue']);
  });

  it('drops an older revision', () => {
    const held = { overdue: someResult() };
    expect(mergeBoard(held, batch([someResult({ value: 9, revision: 99 })]))['overdue']).toBe(held.overdue);
  });

  it('keeps the object when the same revision comes again', () => {
    const held = { overdue: someResult() };
    expect(mergeBoard(held, batch([someResult()]))['overdue']).toBe(held.overdue);
  });

  it('takes a late mark and its end at the same revision', () => {
    const held = { overdue: someResult() };
    const late = mergeBoard(held, batch([someResult({ lateSince: '2026-11-24T09:42:01.000Z' })]));
    expect(late['overdue']?.lateSince).toBe('2026-11-24T09:42:01.000Z');
    expect(mergeBoard(late, batch([someResult()]))['overdue']?.lateSince).toBeUndefined();
  });

  it('takes that a number is unusual, and that it is no longer, at the same revision', () => {
    const held = { overdue: someResult() };
    const unusual = mergeBoard(held, batch([someResult({ unusualSince: '2026-11-24T09:30:00.000Z' })]));
    expect(unusual['overdue']?.unusualSince).toBe('2026-11-24T09:30:00.000Z');
    expect(mergeBoard(unusual, batch([someResult()]))['overdue']?.unusualSince).toBeUndefined();
  });

  it('drops what was foretold when the desk does, at the same revision', () => {
    const held = { overdue: someResult({ next: { t: 1_795_513_320_000, status: 'critical', rows: 2 } }) };
    expect(mergeBoard(held, batch([someResult()]))['overdue']?.next).toBeUndefined();
  });

  it('merges changed groups into the held ones and takes ended ones out', () => {
    const held = { overdue: someResult({ groups: { team: { Network: 4, Workplace: 3 } } }) };
    const merged = mergeBoard(
      held,
      batch([someResult({ revision: 101, groups: { team: { Network: 5, Security: 1 } } })], {
        gone: { overdue: { team: ['Workplace'] } },
      }),
    );
    expect(merged['overdue']?.groups).toEqual({ team: { Network: 5, Security: 1 } });
  });

  it('keeps held groups when a result comes without any', () => {
    const held = { overdue: someResult({ groups: { team: { Network: 4 } } }) };
    expect(mergeBoard(held, batch([someResult({ revision: 101 })]))['overdue']?.groups).toEqual({
      team: { Network: 4 },
    });
  });

  it('takes ended groups out of a KPI that has no new result', () => {
    const held = { overdue: someResult({ groups: { team: { Network: 4, Workplace: 3 } } }) };
    const merged = mergeBoard(held, batch([], { gone: { overdue: { team: ['Network'] } } }));
    expect(merged['overdue']?.groups).toEqual({ team: { Workplace: 3 } });
    expect(held.overdue.groups).toEqual({ team: { Network: 4, Workplace: 3 } });
  });
});

describe('a full board', () => {
  it('replaces all that is held, even by an older revision', () => {
    const held = { overdue: someResult(), ended: someResult({ kpi: 'ended' }) };
    const merged = mergeBoard(held, batch([someResult({ value: 3, revision: 50 })], { full: true }));
    expect(Object.keys(merged)).toEqual(['overdue']);
    expect(merged['overdue']?.value).toBe(3);
    expect(changedIds(held, merged).toSorted()).toEqual(['ended', 'overdue']);
  });

  it('forgets the groups of what was watched before', () => {
    const held = { overdue: someResult({ groups: { team: { Network: 4 } } }) };
    expect(mergeBoard(held, batch([someResult()], { full: true }))['overdue']?.groups ?? null).toBeNull();
  });

  it('draws no card whose result is the held one', () => {
    const held = { overdue: someResult() };
    expect(mergeBoard(held, batch([someResult()], { full: true }))['overdue']).toBe(held.overdue);
  });
});

describe('the first paint', () => {
  it('fills what is missing and never overwrites what the hub said', () => {
    const held = { overdue: someResult({ value: 12, revision: 101 }) };
    const merged = mergeFirst(held, [someResult(), someResult({ kpi: 'unassigned' })]);
    expect(merged['overdue']).toBe(held.overdue);
    expect(merged['unassigned']?.value).toBe(11);
  });
});
