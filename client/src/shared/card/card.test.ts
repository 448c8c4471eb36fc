import { describe, expect, it } from 'vitest';
import { someDefinition } from '../testing/support';
import type { Moved } from '../wire/wire';
import { limitText, nextLimit } from '../kpi/limit';
import { crossingText } from '../kpi/ahead';
import { usualText } from '../kpi/usual';
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

describe('what the clock alone will do', () => {
  const t = Date.parse('2026-11-24T10:42:00Z'),
    visits = someDefinition({ id: 'interventions-overdue', slice: 'interventions' });
  it.each([
    [someDefinition(), { t, status: 'critical', rows: 2 }, 'critical at 11:42 unless 2 are resolved'],
    [someDefinition(), { t, status: 'warning', rows: 1 }, 'warning at 11:42 unless 1 is resolved'],
    [visits, { t, status: 'critical', rows: 3 }, 'critical at 11:42 unless 3 are done'],
    [sla, { t, status: 'good', rows: null }, 'good at 11:42'],
    [sla, { t, status: 'none', rows: null }, 'no value at 11:42'],
  ] as const)('to %# is said in the desk’s zone', (definition, next, text) =>
    expect(crossingText(next, definition, 'Europe/Brussels')).toBe(text),
  );
});

describe('what is usual', () => {
  it('is said from to, once where both are the same', () => {
    expect(usualText({ low: 98, high: 131 }, someDefinition())).toBe('98 to 131');
    expect(usualText({ low: 91.24, high: 94 }, sla)).toBe('91.2\u202f% to 94.0\u202f%');
    expect(usualText({ low: 3, high: 3 }, someDefinition())).toBe('3');
  });
});

describe('a card’s spoken name', () => {
  const spoken = (more: Partial<Spoken> = {}): Spoken => ({
    value: 11,
    status: 'critical',
    words: 'limit 10',
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
    expect(
      sentence(
        sla,
        spoken({ value: 91.84, status: 'good', words: 'target 90\u202f%', direction: 'down', moved: null, age: null }),
      ),
    ).toBe('Resolution SLA, 30 days, 91.8 percent, good, target 90\u202f%, falling.');
  });

  it('has the singular for one', () => {
    expect(
      sentence(
        someDefinition({ id: 'response-overdue', title: 'Response overdue' }),
        spoken({ value: 1, status: 'good', words: 'limit 5', direction: 'flat', age: null }),
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

  it('says what is rare, and what is usual now', () => {
    const rare = { value: 142, status: 'good', words: 'limit 150', age: null, isUnusual: true } as const;
    const open = someDefinition({ id: 'open-tickets', title: 'Open tickets' });
    expect(sentence(open, spoken({ ...rare, usual: '98 to 131' }))).toBe(
      'Open tickets, 142 tickets, good, limit 150, rising, unusual: 98 to 131 is usual now.',
    );
    expect(sentence(open, spoken({ ...rare, usual: null }))).toMatch(/rising, unusual\.$/);
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
