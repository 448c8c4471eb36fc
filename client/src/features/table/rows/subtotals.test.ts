import { expect, it } from 'vitest';
import type { CellValue } from '../../../shared/wire/rows';
import { someDefinition } from '../../../shared/testing/support';
import type { OwnKind } from '../../../shared/wire/wire';
import { columnsOf, type Column } from '../../../shared/rows/columns';
import { groupName, subtotalText } from './subtotals';

const own = (kind: OwnKind): Column => ({
  name: 'own',
  title: 'Own',
  type: 'number',
  width: 90,
  ...(kind === 'yesNo'
    ? { isShare: true }
    : kind === 'number'
      ? {}
      : { lasts: kind === 'serviceTime' ? 'service' : 'clock' }),
});

it('tells what a group adds up to', () => {
  expect(
    subtotalText(
      { key: 'A', count: 4, first: 0, subtotals: { own: { count: 4, min: 0, max: 1, mean: 0.75, sum: 3 } } },
      [],
      own('yesNo'),
    ),
  ).toBe('75.0 % yes');
  expect(
    subtotalText(
      { key: 'A', count: 4, first: 0, subtotals: { own: { count: 4, min: 60, max: 7200, mean: 3600, sum: 14400 } } },
      [],
      own('duration'),
    ),
  ).toBe('longest 2 h, mean 1 h');
  // Service time has no days, and of one row there is no mean.
  expect(
    subtotalText(
      {
        key: 'A',
        count: 2,
        first: 0,
        subtotals: { own: { count: 2, min: 3600, max: 266_640, mean: 36_480, sum: 72_960 } },
      },
      [],
      own('serviceTime'),
    ),
  ).toBe('longest 74 h 04 min, mean 10 h 08 min');
  expect(
    subtotalText(
      { key: 'A', count: 1, first: 0, subtotals: { own: { count: 1, min: 7200, max: 7200, mean: 7200, sum: 7200 } } },
      [],
      own('duration'),
    ),
  ).toBe('longest 2 h');
  // Whole numbers that happen to be 0 and 1 are no share.
  const few = { key: 'A', count: 2, first: 0, subtotals: { own: { count: 2, min: 0, max: 1, mean: 0.5, sum: 1 } } };
  expect(subtotalText(few, [], own('number'))).toBe('mean 0.5');
  const total = (mean: number, sum: number) => ({ count: 4, min: 0, max: 9, mean, sum });
  const group = {
    key: 'A',
    count: 4,
    first: 0,
    subtotals: {
      reopens: total(0.25, 1),
      reassignments: total(3, 12),
      rating: total(4.25, 17),
      pendingSeconds: total(1800, 7200),
    },
  };
  expect(subtotalText(group)).toBe('');
  expect(subtotalText(group, ['reopens', 'reassignments', 'rating', 'pendingSeconds'])).toBe(
    '1 reopen, 12 reassignments, mean rating 4.3, on hold 2 h in total',
  );
});

it('names a group by its value as a cell shows it, and one of times by its day', () => {
  const columns = columnsOf(someDefinition({ unit: 'seconds', id: 'mean-age' })),
    of = (name: string, key: CellValue): string =>
      groupName(
        columns.find((column) => column.name === name)!,
        { key, count: 1, first: 0, subtotals: {} },
        'Europe/Paris',
      );
  expect(of('openedAt', '2026-11-23T23:00:00Z')).toBe('Tuesday 24 November 2026');
  expect(of('team', null)).toBe('no team');
  expect(of('state', 'pending')).toBe('On hold');
  expect(of('escalated', true)).toBe('Yes');
  expect(of('id', 'INC-1')).toBe('INC-1');
});

it('names a band of durations by its ends, service time never in days', () => {
  const of = (name: string, group: string, key: number, until: number | null): string => {
    const definition = someDefinition({ id: group === 'Speed' ? 'time-to-resolve-30d' : 'mean-age' });
    return groupName(
      columnsOf(definition).find((column) => column.name === name)!,
      { key, ...(until === null ? {} : { until }), count: 1, first: 0, subtotals: {} },
      'Europe/Paris',
    );
  };
  const hour = 3600,
    day = 86_400;
  expect(of('own', 'Ageing', 4 * hour, 8 * hour)).toBe('4 h to 8 h');
  expect(of('own', 'Ageing', 0, hour)).toBe('under 1 h');
  expect(of('own', 'Ageing', 30 * day, null)).toBe('30 d or more');
  expect(of('own', 'Speed', 24 * hour, 40 * hour)).toBe('24 h to 40 h');
  expect(of('own', 'Speed', 5 * day, null)).toBe('120 h or more');
  expect(of('pendingSeconds', 'Ageing', 2 * day, 4 * day)).toBe('48 h to 96 h');
});
