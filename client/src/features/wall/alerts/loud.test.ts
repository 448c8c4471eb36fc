import { describe, expect, it } from 'vitest';
import { after, none, type Alerts } from '../../../shared/alerts/alerts';
import { someAlert } from '../../../shared/testing/alerts';
import { byWorst, inOrder, loudOnes, strippedOnes, turnOf, type DeskAlert } from './loud';

const start = Date.parse('2026-11-24T09:42:00.000Z');
const seconds = (count: number): number => start + count * 1000;
const told = (reason: string, after = 0): { notice: never } =>
  ({ notice: { reason, at: new Date(seconds(after)).toISOString() } }) as never;
const one = (more: Parameters<typeof someAlert>[0] = {}): DeskAlert[] => [{ desk: 'demo', alert: someAlert(more) }];
const place = (all: readonly DeskAlert[], now: number): string =>
  loudOnes(all, now).length > 0 ? 'screen' : strippedOnes(all, now).length > 0 ? 'strip' : 'nowhere';

describe('where an alert stands on a wall', () => {
  it('is the screen for a minute, then the strip', () => {
    const all = one(told('fired'));
    expect([0, 59, 60, 3_600].map((after) => place(all, seconds(after)))).toEqual([
      'screen',
      'screen',
      'strip',
      'strip',
    ]);
  });

  it.each([
    ['worse', 'screen'],
    ['repeated', 'screen'],
    ['flapping', 'strip'],
    ['steady', 'strip'],
  ])('told as %s is the %s', (reason, where) => expect(place(one(told(reason)), seconds(1))).toBe(where));

  it('is the screen again at a repeat', () => {
    expect(place(one(told('repeated', 600)), seconds(630))).toBe('screen');
    expect(place(one(told('repeated', 600)), seconds(661))).toBe('strip');
  });

  it('is the strip for a minute once somebody has acknowledged, within the loud minute too', () => {
    const acknowledged = { at: new Date(seconds(10)).toISOString() };
    const all = one({ ...told('fired'), acknowledged });
    expect([10, 69, 70].map((after) => place(all, seconds(after)))).toEqual(['strip', 'strip', 'nowhere']);
  });

  it.each([
    ['a warning', { severity: 'warning' }],
    ['one that is pending', { state: 'pending' }],
    ['one that is silenced', { silencedUntil: '2026-11-24T12:00:00Z' }],
    ['one that tells others', { notice: null }],
  ] as const)('is nowhere for %s', (_, more) => {
    expect(place(one({ ...told('fired'), ...more }), seconds(1))).toBe('nowhere');
  });
});

describe('several alerts', () => {
  it('have the screen in turn, ten seconds each, the first told first', () => {
    const standing = (id: string, at: number): Alerts =>
      after(none, { desk: '', full: true, changed: [someAlert({ id, ...told('fired', at) })], removed: [] });
    const all = loudOnes(inOrder({ a: standing('later', 5), b: standing('sooner', 1) }), seconds(6));
    expect(all.map(({ desk, alert }) => `${desk} ${alert.id}`)).toEqual(['b sooner', 'a later']);
    expect([0, 9, 10, 19, 20].map((after) => turnOf(2, seconds(after) - (start % 20_000)))).toEqual([0, 0, 1, 1, 0]);
  });

  it('stand on their page the worst first, and what is pending last', () => {
    const changed = [
      someAlert({ id: 'pending', state: 'pending', severity: 'critical' }),
      someAlert({ id: 'warning', severity: 'warning' }),
      someAlert({ id: 'newer', since: '2026-11-24T09:41:00Z' }),
      someAlert({ id: 'older', since: '2026-11-24T09:40:00Z' }),
    ];
    const all = after(none, { desk: 'demo', full: true, changed, removed: [] });
    expect(byWorst(all).map(({ id }) => id)).toEqual(['older', 'newer', 'warning', 'pending']);
  });
});
