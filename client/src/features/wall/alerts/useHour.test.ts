// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { someAlert } from '../../../shared/testing/alerts';
import type { Trends } from '../../../shared/wire/wire';
import { lineOf } from './useHour';

const from = '2026-11-24T09:00:00.000Z';
const trends = (values: (number | null)[]): Trends => ({
  from,
  step: 60,
  kpis: { overdue: values },
  groups: { overdue: { Network: values.map((value) => value && value + 1) } },
  gaps: [[1, 2]],
  usual: {},
  isComputing: false,
});

it('is the line of the alert’s number, or of its group', () => {
  const told = trends([null, 4, 5, 6, 7]);
  const line = lineOf(told, someAlert({ kpi: 'overdue' }))!;
  expect(line.points.map(({ value }) => value)).toEqual([null, 4, 5, 6, 7]);
  expect([line.from, line.to]).toEqual([Date.parse(from), Date.parse(from) + 5 * 60_000]);
  const group = lineOf(told, someAlert({ kpi: 'overdue', dimension: 'team', group: 'Network' }))!;
  expect(group.points.map(({ value }) => value)).toEqual([null, 5, 6, 7, 8]);
});

it('is none where too little is known', () => {
  expect(lineOf(trends([null, null, null, 6, 7]), someAlert({ kpi: 'overdue' }))).toBeNull();
  expect(lineOf(trends([1, 2, 3, 4]), someAlert({ kpi: 'on-hold' }))).toBeNull();
});
