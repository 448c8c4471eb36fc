// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useLive } from '../live/live';
import { setWindow } from '../preferences/view';
import { deskStore, useDesk } from '../store/desk';
import { someDefinition, someResult } from '../testing/support';
import type { KpiResult, Trends } from '../wire/wire';
import { keepTrends, openTrends, showTrendsBy } from './fetching';
import { trendOf, useTrends } from './trends';

const minute = 60_000,
  begin = Date.parse('2026-11-24T08:42:00.000Z'),
  opened = Date.parse('2026-11-24T09:42:10.000Z');
const definition = someDefinition();

const hour = (more: Partial<Trends> = {}): Trends => ({
  from: new Date(begin).toISOString(),
  step: 60,
  kpis: { overdue: Array.from({ length: 60 }, (_, place) => (place < 30 ? 8 : 9)) },
  gaps: [],
  usual: {},
  isComputing: false,
  ...more,
});

let asked: string[] = [];
let answer: (path: string) => Response = () => Response.json(hour());

const iso = (at: number): string => new Date(at).toISOString();
const told = (value: number, at: number, more: Partial<KpiResult> = {}): KpiResult =>
  someResult({ value, asOf: iso(at), revision: at, ...more });
const board = (result: KpiResult, full = false): void =>
  deskStore.apply({ desk: 'demo', full, at: result.asOf, kpis: [result] });

const trend = (group = useDesk.getState().group, since: number | null = null) =>
  trendOf(
    { definition, group, result: useDesk.getState().results['overdue'], now: Date.now(), since, minutes: 60 },
    useTrends.getState(),
  );
const values = (): (number | null)[] => trend().points.map((point) => point.value);

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

keepTrends();

beforeEach(async () => {
  vi.useFakeTimers({ now: opened, toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  asked = [];
  answer = () => Response.json(hour());
  vi.stubGlobal('fetch', (path: string, { signal }: RequestInit) => {
    asked.push(path);
    return signal?.aborted ? Promise.reject(new Error('aborted')) : Promise.resolve(answer(path));
  });
  useLive.setState({ kind: 'live', readAt: opened, stale: [] });
  setWindow(60);
  deskStore.open({
    id: 'demo',
    name: 'D',
    timeZone: 'UTC',
    source: 'demo',
    serviceHours: '24 × 7',
    poll: 1,
    byPerson: true,
  });
  deskStore.setCatalogue([definition]);
  openTrends('demo');
  board(told(9, opened), true);
  await settle();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the trends of a page', () => {
  it('are the full hour at once', () => {
    expect(asked).toEqual(['/api/desks/demo/trends?span=1h']);
    expect(values()).toEqual([...Array<number>(30).fill(8), ...Array<number>(30).fill(9)]);
    expect(trend()).toMatchObject({ from: begin + minute, to: opened - 10_000 + minute });
  });

  it('go on with what held at the end of each step, and lose what is older than the hour', () => {
    vi.setSystemTime(opened + 30_000);
    board(told(12, opened + 30_000));
    vi.setSystemTime(opened + 3 * minute);
    board(told(11, opened + 3 * minute));
    expect(values().slice(-4)).toEqual([9, 12, 12, 12]);
    expect(trend().points[0]!.at).toBe(trend().from);
    vi.setSystemTime(opened + 5 * minute);
    expect(values().slice(-6)).toEqual([9, 12, 12, 12, 11, 11]);
    expect(values()).toHaveLength(60);
  });

  it('let an age rise until the instant it is corrected', () => {
    board(told(100, opened, { rate: 1, revision: opened + 1 }));
    vi.setSystemTime(opened + 2 * minute);
    board(told(90, opened + 2 * minute, { rate: 1 }));
    expect(values().slice(-2)).toEqual([150, 210]);
  });

  it('have no value where a number failed', () => {
    board(told(9, opened, { retryAt: iso(opened), revision: opened + 1 }));
    vi.setSystemTime(opened + 2 * minute);
    expect(values().slice(-3)).toEqual([9, null, null]);
  });

  it('are those of the group that is picked', async () => {
    answer = (path) =>
      Response.json(
        path.includes('team') ? hour({ groups: { overdue: { Network: Array<number>(60).fill(4) } } }) : hour(),
      );
    deskStore.pick({ dimension: 'team', name: 'Network' });
    await settle();
    expect(asked).toContain('/api/desks/demo/trends?span=1h&dimension=team');
    expect(new Set(values())).toEqual(new Set([4]));
    deskStore.pick(null);
    expect(values().at(-1)).toBe(9);
    expect(Object.keys(useTrends.getState().fetched)).toEqual(['']);
  });

  it('fill their room while the desk is remembered for less, which is no gap', async () => {
    const young = [...Array<null>(40).fill(null), ...Array<number>(20).fill(9)];
    answer = () => Response.json(hour({ kpis: { overdue: young } }));
    openTrends('demo');
    await settle();
    expect(trend().from).toBe(begin + 40 * minute);
    // Apollo was down: then what was before it was remembered.
    answer = () => Response.json(hour({ kpis: { overdue: young }, gaps: [[begin - minute, begin + 40 * minute]] }));
    openTrends('demo');
    await settle();
    expect(trend().from).toBe(begin + minute);
  });

  it('begin with the page where a group came to be since', async () => {
    answer = () => Response.json(hour({ groups: {} }));
    const some = (value: number, at: number): KpiResult => told(9, at, { groups: { team: { New: value } } });
    deskStore.pick({ dimension: 'team', name: 'New' });
    await settle();
    vi.setSystemTime(opened + minute);
    board(some(1, opened + minute));
    vi.setSystemTime(opened + 3 * minute);
    expect(values().slice(-2)).toEqual([1, 1]);
  });

  it('are asked for no breakdown by person, which history does not have', async () => {
    const leave = showTrendsBy('assignee');
    await settle();
    leave();
    expect(asked).toHaveLength(1);
  });

  it('are fetched anew for another span, not for a part of the same', async () => {
    setWindow(480);
    await settle();
    setWindow(15);
    setWindow(60);
    await settle();
    expect(asked.map((path) => path.split('=')[1])).toEqual(['1h', '8h', '1h']);
  });

  it('are fetched anew after an absence, which stays a gap until then', async () => {
    answer = () => Response.json({ title: 'The store does not answer' }, { status: 503 });
    useLive.setState({ kind: 'offline' });
    expect(trend(null, opened).gaps).toEqual([[opened, trend().to]]);
    vi.setSystemTime(opened + 5 * minute);
    useLive.setState({ kind: 'live', readAt: opened + 5 * minute });
    await settle();
    expect(trend().gaps).toEqual([[opened, opened + 5 * minute]]);
    expect(values()).toHaveLength(60);

    answer = () => Response.json(hour({ from: iso(begin + 5 * minute), gaps: [[opened, opened + minute]] }));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked).toHaveLength(3);
    expect(trend().gaps[0]).toEqual([opened, opened + minute]);
  });

  it('are fetched anew soon while the past is being computed', async () => {
    answer = () => Response.json(hour({ isComputing: true }));
    openTrends('demo');
    await settle();
    answer = () => Response.json(hour({ computedUntil: begin + 40 * minute }));
    await vi.advanceTimersByTimeAsync(15_000);
    expect(asked).toHaveLength(3);
    expect(trend().computedUntil).toBe(begin + 40 * minute);
  });

  it('are fetched anew before their usual band ends', async () => {
    await vi.advanceTimersByTimeAsync(35 * minute);
    expect(asked).toHaveLength(2);
  });

  it('are what the page itself sees of another desk, without a direction, where nothing is told', async () => {
    answer = () => Response.json({ title: 'The store does not answer' }, { status: 503 });
    openTrends('other');
    await settle();
    expect(trend()).toMatchObject({ isTold: false, points: [], gaps: [], usual: [] });
    vi.setSystemTime(opened + 2 * minute);
    board(told(11, opened + 2 * minute));
    vi.setSystemTime(opened + 3 * minute);
    expect(values()).toEqual([9, 9, 11]);
    expect(trend().isTold).toBe(false);
  });
});
