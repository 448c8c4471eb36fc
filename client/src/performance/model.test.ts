import { expect, it } from 'vitest';
import { groupFilter, rowsOf } from '../card/rowsOf';
import { someDefinition, someResult } from '../support';
import { breakdownIn, cellStatus, rowsOfTable, sortRows, tableOf } from './model';

const visits = someDefinition({ id: 'interventions-today', slice: 'interventions', breakdowns: ['team', 'technician', 'location'] });
const overdue = someDefinition();
const share = someDefinition({ id: 'resolution-sla-30d', unit: 'percent', better: 'higher', warning: 90, critical: 80 });

it('takes a technician’s tickets by assignee and their visits by technician', () => {
  const table = tableOf('technician');
  expect([breakdownIn(table, overdue), breakdownIn(table, visits), breakdownIn(tableOf('priority'), visits)]).toEqual(['assignee', 'technician', null]);
  const results = {
    overdue: someResult({ groups: { assignee: { Ana: 3, '(none)': 1 }, team: { Network: 4 } } }),
    'interventions-today': someResult({ kpi: 'interventions-today', groups: { technician: { Ana: 2, Bo: 1 } } }),
  };
  expect(rowsOfTable(table, [overdue, visits], results)).toEqual([
    { group: 'Ana', values: { overdue: 3, 'interventions-today': 2 } }, { group: '(none)', values: { overdue: 1 } }, { group: 'Bo', values: { 'interventions-today': 1 } }]);
});

it('sorts by a number with empty cells last either way, and by name with (none) last', () => {
  const rows = [{ group: 'B', values: { overdue: 2 } }, { group: '(none)', values: { overdue: 9 } }, { group: 'A', values: {} }, { group: 'C', values: { overdue: 5 } }];
  expect(sortRows(rows, 'overdue', true).map(row => row.group)).toEqual(['(none)', 'C', 'B', 'A']);
  expect(sortRows(rows, 'overdue', false).map(row => row.group)).toEqual(['B', 'C', '(none)', 'A']);
  expect(sortRows(rows, null, false).map(row => row.group)).toEqual(['A', 'B', 'C', '(none)']);
});

it('holds shares and times to the limits, and counts to none', () => {
  expect([cellStatus(share, 79.9), cellStatus(share, 85), cellStatus(share, 90), cellStatus(share, null), cellStatus(overdue, 99)]).toEqual(['critical', 'warning', 'none', 'none', 'none']);
});

it('leads from a cell to its rows', () => {
  expect(groupFilter({ dimension: 'team', name: '(none)' })).toBe('team is empty');
  expect(groupFilter({ dimension: 'priority', name: '1' })).toBe('priority in (1)');
  expect(rowsOf('overdue', { dimension: 'team', name: 'a "b"' })).toBe(`/kpis/overdue?filter=${encodeURIComponent('team in ("a ""b""")')}`);
});
