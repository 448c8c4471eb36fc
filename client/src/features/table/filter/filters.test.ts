import { describe, expect, it } from 'vitest';
import { someDefinition } from '../../../shared/testing/support';
import { columnsOf } from '../../../shared/rows/columns';
import { conditionText } from '../../../shared/filter/conditionText';
import { conditionsOf, filterText, type Condition } from '../../../shared/filter/filters';
import { noQuery, readQuery, serverFilter, writeQuery } from '../data/query';
import { meant, spansOf } from '../../../shared/filter/spans';

const zone = 'Europe/Paris',
  now = Date.UTC(2026, 10, 24, 9, 42, 7);
const speed = someDefinition({ id: 'time-to-resolve-30d', unit: 'seconds', group: 'Speed' }),
  age = someDefinition({ id: 'mean-age', unit: 'seconds', group: 'Ageing' }),
  share = someDefinition({ id: 'resolution-sla-30d', unit: 'percent' });
const columnOf = (name: string, definition = someDefinition()) =>
  columnsOf(definition).find((column) => column.name === name)!;
const words = (condition: Condition, definition = someDefinition()): string =>
  conditionText(condition, columnOf(condition.column, definition), { now, zone });
const hour = 3600;

describe('a chip says', () => {
  it.each<[string, Condition, string]>([
    ['a text', { column: 'title', kind: 'contains', text: 'vpn "x"' }, 'contains “vpn "x"”'],
    ['values as cells show them', { column: 'state', kind: 'in', values: ['pending', 'new'] }, 'On hold, New'],
    ['priorities', { column: 'priority', kind: 'in', values: [1, 2] }, 'P1, P2'],
    ['an empty one', { column: 'assignee', kind: 'in', values: [null] }, 'none'],
    ['up to four values', { column: 'team', kind: 'in', values: ['A', 'B', 'C', null] }, 'A, B, C, none'],
    [
      'more values by their count',
      { column: 'team', kind: 'in', values: ['A', 'B', 'C', 'D', 'E'] },
      'A, B, C and 2 more',
    ],
    [
      'times',
      { column: 'openedAt', kind: 'range', from: '2026-11-23T15:21:00Z', to: '2026-11-24T08:00:00Z' },
      'Mon 16:21 to Tue 09:00',
    ],
    ['a time from', { column: 'openedAt', kind: 'range', from: '2026-11-23T15:21:00Z', to: null }, 'from Mon 16:21'],
    ['a time until', { column: 'dueAt', kind: 'range', from: null, to: '2026-11-23T15:21:00Z' }, 'until Mon 16:21'],
    ['no time', { column: 'resolvedAt', kind: 'in', values: [null] }, 'none'],
    ['a time that moves', { column: 'openedAt', kind: 'during', span: 'last-7-days' }, 'last 7 days'],
    ['numbers', { column: 'reopens', kind: 'range', from: 2, to: 5 }, '2 to 5'],
    ['a number or more', { column: 'reopens', kind: 'range', from: 2, to: null }, '2 or more'],
    ['a number or less', { column: 'reopens', kind: 'range', from: null, to: 2 }, '2 or less'],
    ['a duration', { column: 'pendingSeconds', kind: 'range', from: 1.5 * hour, to: 30 * hour }, '1 h 30 min to 30 h'],
    ['yes', { column: 'escalated', kind: 'is', value: true }, 'yes'],
    ['what it cannot take apart', { column: '', kind: 'raw', text: 'team = A or team = B' }, 'team = A or team = B'],
  ])('%s', (_, condition, text) => expect(words(condition)).toBe(text));

  it('an own value in the unit of its number: service time in hours, ages in days, shares by yes and no', () => {
    expect(words({ column: 'own', kind: 'range', from: 40 * hour, to: null }, speed)).toBe('40 h or more');
    expect(words({ column: 'own', kind: 'range', from: null, to: 48 * hour }, age)).toBe('2 d or less');
    expect(words({ column: 'own', kind: 'in', values: [0] }, share)).toBe('No');
  });
});

describe('a time that moves with the clock', () => {
  const asked = (column: string, span: string, at = now): string =>
    filterText([meant({ column, kind: 'during', span }, at, zone)]);

  it.each([
    ['openedAt', 'today', 'openedAt between "2026-11-23T23:00:00.000Z" and "2026-11-24T22:59:59.999Z"'],
    ['openedAt', 'yesterday', 'openedAt between "2026-11-22T23:00:00.000Z" and "2026-11-23T22:59:59.999Z"'],
    ['dueAt', 'tomorrow', 'dueAt between "2026-11-24T23:00:00.000Z" and "2026-11-25T22:59:59.999Z"'],
    ['openedAt', 'last-7-days', 'openedAt >= "2026-11-17T09:42:07.000Z"'],
    ['dueAt', 'last-30-days', 'dueAt between "2026-10-25T09:42:07.000Z" and "2026-11-24T09:42:07.000Z"'],
    ['dueAt', 'next-7-days', 'dueAt between "2026-11-24T09:42:07.000Z" and "2026-12-01T09:42:07.000Z"'],
    ['dueAt', 'overdue', '(dueAt <= "2026-11-24T09:42:07.000Z" and state in (new, open, pending))'],
    [
      'responseDueAt',
      'overdue',
      '(responseDueAt <= "2026-11-24T09:42:07.000Z" and respondedAt is empty and state in (new, open, pending))',
    ],
    ['endsAt', 'overdue', '(endsAt <= "2026-11-24T09:42:07.000Z" and state in (planned, underway))'],
  ])('%s %s is asked as %s', (column, span, text) => expect(asked(column, span)).toBe(text));

  it('means the desk’s day, also where a clock change makes it 25 hours long', () =>
    expect(asked('openedAt', 'today', Date.UTC(2026, 9, 25, 12))).toBe(
      'openedAt between "2026-10-24T22:00:00.000Z" and "2026-10-25T22:59:59.999Z"',
    ));

  it('keeps its name in the address, and means another day tomorrow', () => {
    const query = { ...noQuery, conditions: conditionsOf('openedAt during today') };
    expect(readQuery(writeQuery(query))).toEqual(query);
    expect(serverFilter(query, now, zone)).not.toBe(serverFilter(query, now + 86_400_000, zone));
    expect(serverFilter(query, now, zone)).toBe(asked('openedAt', 'today'));
  });

  it('is offered where it fits', () => {
    expect(spansOf(columnOf('openedAt'))).toEqual(['today', 'yesterday', 'last-7-days', 'last-30-days']);
    expect(spansOf(columnOf('dueAt'))).toEqual([
      'overdue',
      'today',
      'yesterday',
      'tomorrow',
      'next-7-days',
      'last-7-days',
      'last-30-days',
    ]);
  });
});
