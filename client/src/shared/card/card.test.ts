import { describe, expect, it } from 'vitest';
import { someDefinition } from '../testing/support';
import type { Moved } from '../wire/wire';
import { limitText, nextLimit } from '../kpi/limit';
import { movedSpoken, movedText } from './moved';
import { sentence, type Spoken } from './sentence';
import { unitWord } from '../kpi/unitWord';

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

describe('what moved', () => {
  it.each([
    [{ entered: 2, left: 1 }, '+2 in, 1 out'],
    [{ entered: 1 }, '+1 in'],
    [{ left: 2 }, '2 out'],
    [{ changed: 1 }, '1 changed'],
    [{ entered: 1, changed: 3 }, '+1 in; 3 changed'],
    [{}, ''],
  ])('writes %j as "%s"', (more, text) => expect(movedText(moved(more))).toBe(text));

  it('is nothing when nothing is known', () => expect(movedText(null)).toBe(''));

  it('says when the clock did it', () =>
    expect(movedSpoken(moved({ entered: 1, byClock: true }))).toBe('1 in, by the clock'));
});

describe('the limit', () => {
  const overdue = someDefinition();
  it.each([
    [overdue, 'good', 'limit 5'],
    [overdue, 'warning', 'critical at 10'],
    [overdue, 'critical', 'limit 10'],
    [sla, 'good', 'target 90\u202f%'],
    [sla, 'warning', 'critical below 80\u202f%'],
    [sla, 'critical', 'limit 80\u202f%'],
    [someDefinition({ warning: null, critical: null }), 'none', 'no limit'],
    [someDefinition({ warning: null, critical: 3 }), 'good', 'limit 3'],
    [someDefinition({ critical: null }), 'warning', 'limit 5'],
  ] as const)('of %# (%s) is written', (definition, status, text) => expect(limitText(definition, status)).toBe(text));

  it('that comes next is the one the sparkline shows', () => {
    expect(nextLimit(overdue, 'good')).toBe(5);
    expect(nextLimit(overdue, 'warning')).toBe(10);
    expect(nextLimit(someDefinition({ warning: null, critical: null }), 'none')).toBeNull();
  });
});

describe('a card’s spoken name', () => {
  const spoken = (more: Partial<Spoken> = {}): Spoken => ({
    value: 11,
    status: 'critical',
    direction: 'up',
    moved: moved({ entered: 1, byClock: true }),
    age: 34,
    ...more,
  });

  it('is one sentence', () => {
    expect(sentence(someDefinition(), spoken())).toBe(
      'Overdue, 11 tickets, critical, limit 10, rising. Last change 34 seconds ago: 1 in, by the clock.',
    );
  });

  it('keeps the catalogue’s title', () => {
    expect(sentence(sla, spoken({ value: 91.84, status: 'good', direction: 'down', moved: null, age: null }))).toBe(
      'Resolution SLA, 30 days, 91.8 percent, good, target 90\u202f%, falling.',
    );
  });

  it('has the singular for one', () => {
    expect(
      sentence(
        someDefinition({ id: 'response-overdue', title: 'Response overdue' }),
        spoken({ value: 1, status: 'good', direction: 'flat', age: null }),
      ),
    ).toBe('Response overdue, 1 ticket, good, limit 5, steady.');
  });

  it('says why there is no value', () => {
    expect(
      sentence(
        someDefinition({ id: 'satisfaction-30d', title: 'Satisfied users, 30 days', unit: 'percent' }),
        spoken({ value: null, status: 'none', direction: null, age: null }),
      ),
    ).toBe('Satisfied users, 30 days, no value, no rated ticket yet.');
  });

  it('says what it is while it is no number', () => {
    expect(sentence(someDefinition(), spoken({ loading: true }))).toBe('Overdue, loading.');
    expect(sentence(someDefinition(), spoken({ failed: true }))).toBe('Overdue, not available, failed.');
  });

  it('compares a group with the desk instead of a limit', () => {
    expect(sentence(someDefinition(), spoken({ value: 4, status: 'none', compare: 'desk 11' }))).toBe(
      'Overdue, 4 tickets, desk 11, rising.',
    );
  });
});

describe('the word beside a number', () => {
  it('is left out where the title names it, and has the singular for one', () => {
    expect([unitWord(someDefinition(), '1'), unitWord(someDefinition(), '11')]).toEqual(['ticket', 'tickets']);
    expect(unitWord(someDefinition({ id: 'open-tickets' }), '11')).toBeNull();
    expect(unitWord(someDefinition({ id: 'reassignments-30d' }), '0.82')).toBe('/ ticket');
  });
});
