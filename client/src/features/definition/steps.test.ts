import { describe, expect, it } from 'vitest';
import { someDefinition, someResult } from '../../shared/testing/support';
import type { Moved } from '../../shared/wire/wire';
import { crossedText } from './crossed';
import { stepsOf, wayOf } from './steps';

const moved = (more: Partial<Moved>): Moved => ({
  entered: 0,
  left: 0,
  changed: 0,
  byClock: false,
  at: '2026-11-24T09:41:33.000Z',
  ...more,
});
const sla = someDefinition({
  id: 'resolution-sla-30d',
  title: 'Resolution SLA, 30 days',
  unit: 'percent',
  better: 'higher',
  warning: 90,
  critical: 80,
});

describe('a limit in words', () => {
  it.each([
    [someDefinition(), 10, '10 tickets or more'],
    [someDefinition(), 1, '1 ticket or more'],
    [sla, 80, 'below 80\u202f%'],
    [someDefinition({ id: 'mean-age', unit: 'seconds', group: 'Ageing' }), 7 * 86_400, '7 d or more'],
    [someDefinition({ id: 'time-to-resolve-30d', unit: 'seconds', group: 'Speed' }), 40 * 3600, '40 h or more'],
    [someDefinition({ id: 'reassignments-30d', unit: 'per ticket' }), 1, '1.0 per ticket or more'],
    [someDefinition({ better: 'neither' }), 5, null],
    [someDefinition(), null, null],
  ])('%# says when it is crossed', (definition, limit, text) => expect(crossedText(definition, limit)).toBe(text));
});

describe('the way of a change to the screen', () => {
  const clock = (second: string): number => Date.parse(`2026-11-24T09:42:${second}Z`),
    iso = (second: string): string => new Date(clock(second)).toISOString();
  const told = (result: Parameters<typeof stepsOf>[0], received: number | null): string[] =>
    stepsOf(result, received).map((step) => `${step.name} ${step.after ?? '-'}`);

  it('tells each station with its delay, and the whole', () => {
    const result = someResult({
      changedAt: iso('00.000'),
      readAt: iso('00.800'),
      asOf: iso('00.900'),
      moved: moved({ entered: 1, at: iso('00.900') }),
    });
    expect(told(result, clock('01.100'))).toEqual([
      'Stamped in the ITSM -',
      'Read from the ITSM 0.8',
      'Computed 0.1',
      'On this screen 0.2',
    ]);
    expect(wayOf(stepsOf(result, clock('01.100')))).toBeCloseTo(1.1);
  });

  it('begins with the clock where the clock moved it', () => {
    const result = someResult({
      changedAt: iso('00.000'),
      readAt: iso('20.000'),
      asOf: iso('30.100'),
      moved: moved({ left: 1, byClock: true, at: iso('30.000') }),
    });
    expect(told(result, clock('30.300'))).toEqual(['Moved by the clock -', 'Computed 0.1', 'On this screen 0.2']);
  });

  it('claims no delay of what came from the cache or was stamped long ago', () => {
    const cached = someResult({
      changedAt: '2026-11-24T08:00:00.000Z',
      readAt: iso('40.000'),
      asOf: iso('00.000'),
      moved: null,
    });
    expect(told(cached, clock('41.000'))).toEqual(['Stamped in the ITSM -', 'Computed -', 'On this screen -']);
    expect(wayOf(stepsOf(cached, clock('41.000')))).toBeNull();
    expect(
      told(someResult({ changedAt: null, readAt: iso('00.000'), asOf: iso('00.000'), moved: null }), null),
    ).toEqual(['Read from the ITSM -', 'Computed 0']);
  });

  it('never goes back in time, whatever the clocks differ', () =>
    expect(
      told(
        someResult({ changedAt: iso('01.000'), readAt: iso('00.900'), asOf: iso('00.950'), moved: null }),
        clock('00.900'),
      ),
    ).toEqual(['Stamped in the ITSM -', 'Read from the ITSM 0', 'Computed 0.05', 'On this screen 0']));
});
