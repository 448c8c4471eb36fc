import { describe, expect, it } from 'vitest';
import { groupFilter, rowsOf } from '../../shared/kpi/rowsOf';
import { someDefinition, someResult } from '../../shared/testing/support';
import { readAddress, writeAddress } from './address';
import {
  breakdownIn,
  cellStatus,
  findRows,
  isLargestFirst,
  markedText,
  rowsOfTable,
  sortByWorst,
  sortRows,
  tableOf,
} from './model';

const visits = someDefinition({
  id: 'interventions-today',
  slice: 'interventions',
  breakdowns: ['team', 'technician', 'location'],
});
const overdue = someDefinition();
const share = someDefinition({
  id: 'resolution-sla-30d',
  unit: 'percent',
  better: 'higher',
  warning: 90,
  critical: 80,
});

it('takes a technician’s tickets by assignee and their visits by technician', () => {
  const table = tableOf('technician');
  expect([breakdownIn(table, overdue), breakdownIn(table, visits), breakdownIn(tableOf('priority'), visits)]).toEqual([
    'assignee',
    'technician',
    null,
  ]);
  const results = {
    overdue: someResult({ groups: { assignee: { Ana: 3, '(none)': 1 }, team: { Network: 4 } } }),
    'interventions-today': someResult({ kpi: 'interventions-today', groups: { technician: { Ana: 2, Bo: 1 } } }),
  };
  expect(rowsOfTable(table, [overdue, visits], results)).toEqual([
    { group: 'Ana', values: { overdue: 3, 'interventions-today': 2 }, idle: new Set() },
    { group: '(none)', values: { overdue: 1, 'interventions-today': 0 }, idle: new Set(['interventions-today']) },
    { group: 'Bo', values: { overdue: 0, 'interventions-today': 1 }, idle: new Set(['overdue']) },
  ]);
});

it('tells a count of none from a share of nothing, and both from what is not known yet', () => {
  const results = {
    overdue: someResult({ groups: { team: { Network: 4 } } }),
    'resolution-sla-30d': someResult({ kpi: 'resolution-sla-30d', groups: { team: { Field: 0 } } }),
    'interventions-today': someResult({ kpi: 'interventions-today', value: 3 }),
    'due-within-2-hours': someResult({ kpi: 'due-within-2-hours', value: 0 }),
  };
  const due = someDefinition({ id: 'due-within-2-hours' });
  const rows = rowsOfTable(tableOf('team'), [overdue, share, visits, due], results);
  expect(rows).toEqual([
    {
      group: 'Network',
      values: { overdue: 4, 'resolution-sla-30d': null, 'due-within-2-hours': 0 },
      idle: new Set(['resolution-sla-30d', 'due-within-2-hours']),
    },
    {
      group: 'Field',
      values: { overdue: 0, 'resolution-sla-30d': 0, 'due-within-2-hours': 0 },
      idle: new Set(['overdue', 'due-within-2-hours']),
    },
  ]);
});

it('puts the worst first: by critical values, then by warnings, then by name', () => {
  const table = tableOf('team');
  const row = (group: string, late: number, met: number | null) => ({
    group,
    values: { overdue: late, 'resolution-sla-30d': met },
    idle: new Set<string>(),
  });
  const rows = [row('(none)', 0, null), row('B', 0, null), row('A', 1, 99), row('C', 6, 85), row('D', 10, 95)];
  expect(sortByWorst(rows, table, [overdue, share]).map(({ group }) => group)).toEqual(['D', 'C', 'A', 'B', '(none)']);
  expect([isLargestFirst(overdue), isLargestFirst(share)]).toEqual([true, false]);
});

it('sorts by a number with empty cells last either way, and by name with (none) last', () => {
  const rows = [
    { group: 'B', values: { overdue: 2 } },
    { group: '(none)', values: { overdue: 9 } },
    { group: 'A', values: {} },
    { group: 'C', values: { overdue: 5 } },
  ].map((row) => ({ ...row, idle: new Set<string>() }));
  expect(sortRows(rows, 'overdue', true).map((row) => row.group)).toEqual(['(none)', 'C', 'B', 'A']);
  expect(sortRows(rows, 'overdue', false).map((row) => row.group)).toEqual(['B', 'C', '(none)', 'A']);
  expect(sortRows(rows, 'name', false).map((row) => row.group)).toEqual(['A', 'B', 'C', '(none)']);
});

describe('a mark', () => {
  const team = tableOf('team'),
    resolved = someDefinition({ id: 'resolved-today', better: 'higher', warning: 10, critical: 5 });

  it('holds shares and times to the desk’s limits', () =>
    expect([
      cellStatus(team, share, 79.9),
      cellStatus(team, share, 85),
      cellStatus(team, share, 90),
      cellStatus(team, share, null),
      cellStatus(team, share, undefined),
    ]).toEqual(['critical', 'warning', 'none', 'none', 'none']));

  it('stands at a count where the group alone crosses the desk’s limit', () =>
    expect([cellStatus(team, overdue, 4), cellStatus(team, overdue, 5), cellStatus(team, overdue, 10)]).toEqual([
      'none',
      'warning',
      'critical',
    ]));

  it('never stands at a count of which more is better: a part is always less than the desk', () =>
    expect([
      cellStatus(team, resolved, 0),
      cellStatus(team, resolved, 99),
      cellStatus(team, someDefinition({ better: 'neither' }), 99),
    ]).toEqual(['none', 'none', 'none']));

  it('follows the limit of one group where there is one for its breakdown', () => {
    const own = {
      ...overdue,
      groupLimits: { team: { warning: 2, critical: null }, assignee: { warning: null, critical: 1 } },
    };
    expect([cellStatus(team, own, 1), cellStatus(team, own, 2), cellStatus(team, own, 99)]).toEqual([
      'none',
      'warning',
      'warning',
    ]);
    expect(cellStatus(tableOf('technician'), own, 1)).toBe('critical');
    expect(cellStatus(tableOf('location'), own, 5)).toBe('warning');
    expect(cellStatus(team, { ...resolved, groupLimits: { team: { warning: 3, critical: 1 } } }, 2)).toBe('warning');
  });

  it('is explained', () => {
    expect(markedText(team, [overdue])).not.toContain('each team');
    expect(markedText(team, [{ ...overdue, groupLimits: { team: { warning: 2, critical: null } } }])).toContain(
      'Where a limit is set for each team, that one holds.',
    );
  });
});

describe('a name', () => {
  const rows = ['Évry', 'Lyon', '(none)'].map((group) => ({ group, values: {}, idle: new Set<string>() }));
  it('is found without regard to case and accents, as it is shown', () => {
    expect(findRows(tableOf('location'), rows, ' evr ').map((row) => row.group)).toEqual(['Évry']);
    expect(findRows(tableOf('location'), rows, 'no loc').map((row) => row.group)).toEqual(['(none)']);
    expect(findRows(tableOf('priority'), [{ group: '1', values: {}, idle: new Set() }], 'priority 1')).toHaveLength(1);
    expect(findRows(tableOf('location'), rows, '  ')).toBe(rows);
  });
});

describe('the address', () => {
  it('holds all that a table shows', () => {
    const shown = { kpis: ['overdue', 'mean-age'], by: 'overdue', down: true, search: 'Lyon & co' };
    expect(writeAddress(shown)).toBe('?kpis=overdue,mean-age&sort=-overdue&q=Lyon%20%26%20co');
    expect(readAddress(writeAddress(shown))).toEqual(shown);
    expect(readAddress('?sort=-name')).toEqual({ kpis: null, by: 'name', down: true, search: '' });
  });

  it('is empty where all is as at first', () => expect(writeAddress(readAddress(''))).toBe(''));
});

it('leads from a cell to its rows', () => {
  expect(groupFilter({ dimension: 'team', name: '(none)' })).toBe('team is empty');
  expect(groupFilter({ dimension: 'priority', name: '1' })).toBe('priority in (1)');
  expect(rowsOf('overdue', { dimension: 'team', name: 'a "b"' })).toBe(
    `/kpis/overdue?filter=${encodeURIComponent('team in ("a ""b""")')}`,
  );
});
