import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { someDefinition, someResult } from '../testing/support';
import type { Status } from '../wire/wire';
import { Gatherer, spokenTurns, turns } from './announce';

const titles = ['Overdue', 'Unassigned', 'On hold', 'Breached today'];
const catalogue = Object.fromEntries(titles.map((title) => [title, someDefinition({ id: title, title })]));
const states = (status: Status): Record<string, ReturnType<typeof someResult>> => ({
  Overdue: someResult({ kpi: 'Overdue', status }),
});
const told = (before: Status, after: Status, speech: 'alerts' | 'status' | 'off'): boolean =>
  turns(['Overdue'], states(before), states(after), catalogue, speech).length === 1;

describe('what is worth saying', () => {
  it.each<[Status, Status, boolean, boolean]>([
    ['good', 'critical', true, true],
    ['warning', 'critical', true, true],
    ['good', 'warning', false, true],
    ['critical', 'warning', true, true],
    ['critical', 'good', true, true],
    ['warning', 'good', false, false],
    ['good', 'good', false, false],
  ])('of %s to %s: by default %s, with all status changes %s', (before, after, alerts, status) => {
    expect(told(before, after, 'alerts')).toBe(alerts);
    expect(told(before, after, 'status')).toBe(status);
    expect(told(before, after, 'off')).toBe(false);
  });

  it('is nothing of a card seen for the first time', () => {
    expect(turns(['Overdue'], {}, states('critical'), catalogue, 'status')).toEqual([]);
  });

  it('names up to three and counts more', () => {
    const critical = titles.map((title) => ({ id: title, title, status: 'critical' as const }));
    expect(spokenTurns(critical.slice(0, 2))).toBe('Overdue, Unassigned became critical');
    expect(spokenTurns(critical)).toBe('4 cards became critical: Overdue, Unassigned, On hold, …');
  });

  it('keeps the last turn of a card that turned twice', () => {
    expect(
      spokenTurns([
        { id: 'a', title: 'Overdue', status: 'critical' },
        { id: 'a', title: 'Overdue', status: 'good' },
      ]),
    ).toBe('Overdue good again');
  });
});

describe('the gathering', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('waits 5 s, and says at most one thing in 10 s', () => {
    const said: string[] = [];
    const gatherer = new Gatherer((text) => said.push(text));
    gatherer.add([{ id: 'a', title: 'Overdue', status: 'critical' }]);
    vi.advanceTimersByTime(4_900);
    expect(said).toEqual([]);
    gatherer.live('Stale, the ITSM does not answer');
    vi.advanceTimersByTime(100);
    expect(said).toEqual(['Stale, the ITSM does not answer. Overdue became critical.']);
    gatherer.live('Live again');
    vi.advanceTimersByTime(9_900);
    expect(said).toHaveLength(1);
    vi.advanceTimersByTime(100);
    expect(said[1]).toBe('Live again.');
  });

  it('says nothing after it is stopped', () => {
    const say = vi.fn();
    const gatherer = new Gatherer(say);
    gatherer.live('Offline, reconnecting');
    gatherer.stop();
    vi.advanceTimersByTime(20_000);
    expect(say).not.toHaveBeenCalled();
  });
});
