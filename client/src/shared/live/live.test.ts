import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { somePulse } from '../testing/support';
import { LiveMonitor, useLive } from './live';

const state = useLive.getState;
let monitor: LiveMonitor;
const silent = vi.fn();

const pulse = (age = 400): void =>
  monitor.pulse(Date.now(), Date.now() - age, [somePulse({ readAt: new Date(Date.now() - age).toISOString() })]);

/** Pulses every 5 s for a while, as the server sends them. */
function beat(seconds: number, age?: () => number): void {
  for (let s = 0; s < seconds; s += 5) {
    pulse(age?.());
    vi.advanceTimersByTime(5_000);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  silent.mockReset();
  monitor = new LiveMonitor(1, silent);
});
afterEach(() => {
  monitor.stop();
  vi.useRealTimers();
});

describe('the live monitor', () => {
  it('is not live where a slice fails before its first read is complete', () => {
    monitor.connected();
    monitor.pulse(Date.now(), null, [somePulse({ state: 'failing', readAt: null, error: '57 rows are left out' })]);
    expect(state().kind).toBe('loading');
  });

  it('is connecting, then live from the first pulse, with an age that does not tick', () => {
    expect(state().kind).toBe('connecting');
    monitor.connected();
    pulse();
    expect(state()).toMatchObject({ kind: 'live', age: 0.4 });
    vi.advanceTimersByTime(3_000);
    expect(state().age).toBe(0.4);
  });

  it('is offline when it never connects', () => {
    vi.advanceTimersByTime(2_500);
    expect(state().kind).toBe('offline');
  });

  it('is offline two seconds after the connection went, not before', () => {
    monitor.connected();
    pulse();
    monitor.lost();
    vi.advanceTimersByTime(1_900);
    expect(state().kind).toBe('live');
    vi.advanceTimersByTime(600);
    expect(state().kind).toBe('offline');
  });

  it('is offline after 12 s of silence, and asks for a new connection once', () => {
    monitor.connected();
    pulse();
    vi.advanceTimersByTime(12_500);
    expect(state().kind).toBe('offline');
    vi.advanceTimersByTime(30_000);
    expect(silent).toHaveBeenCalledOnce();
  });

  it('is stale while the ITSM is silent, names the slice, and is live again with time away and cards changed', () => {
    monitor.connected();
    beat(5);
    const read = Date.now();
    beat(60, () => Date.now() - read);
    expect(state()).toMatchObject({ kind: 'stale', stale: ['tickets'] });
    monitor.changed(['overdue', 'unassigned']);
    monitor.changed(['overdue']);
    pulse();
    expect(state()).toMatchObject({ kind: 'live', stale: [] });
    expect(state().returned?.changed).toEqual(['overdue', 'unassigned']);
    expect(state().returned?.after).toBeGreaterThan(54);
    expect(state().returned?.after).toBeLessThan(66);
  });

  it('counts a silence from the last message where no pulse has told of a poll yet', () => {
    monitor.connected();
    monitor.heard([]);
    vi.advanceTimersByTime(20_000);
    expect(state().kind).toBe('offline');
    monitor.heard([]);
    expect(state()).toMatchObject({ kind: 'live', returned: { after: 20 } });
  });

  it('is not back with the first pulse but with the board, and counts what that changed', () => {
    monitor.connected();
    pulse();
    monitor.lost();
    vi.advanceTimersByTime(10_000);
    pulse();
    monitor.connected();
    expect(state()).toMatchObject({ kind: 'offline', returned: null });
    monitor.changed(['overdue']);
    monitor.heard([]);
    expect(state()).toMatchObject({ kind: 'live', returned: { changed: ['overdue'] } });
  });

  it('asks for a new connection where the board does not come', () => {
    monitor.connected();
    pulse();
    monitor.lost();
    vi.advanceTimersByTime(5_000);
    monitor.connected();
    vi.advanceTimersByTime(11_000);
    expect(silent).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_500);
    expect(silent).toHaveBeenCalledOnce();
    expect(state().kind).toBe('offline');
  });

  it('does not speak of a return when nothing was live before', () => {
    vi.advanceTimersByTime(5_000);
    monitor.connected();
    pulse();
    expect(state()).toMatchObject({ kind: 'live', returned: null });
  });

  it('is loading until every slice is read', () => {
    monitor.connected();
    monitor.pulse(Date.now(), null, [
      somePulse({ readAt: null }),
      somePulse({ slice: 'interventions', state: 'loading', readAt: null }),
    ]);
    expect(state().kind).toBe('loading');
    pulse();
    expect(state().kind).toBe('live');
  });
});
