// @vitest-environment jsdom
import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '../../../shared/wire/api';
import type { Row, RowsPage } from '../../../shared/wire/rows';
import type { RowsMessage } from '../../../shared/wire/wire';
import { someDefinition } from '../../../shared/testing/support';
import { whyText } from '../../../shared/moves/why';
import { cellText } from '../../../shared/rows/cellText';
import { columnsOf, shownAtFirst, sortAtFirst } from '../../../shared/rows/columns';
import { conditionsOf, filterText, type Condition } from '../../../shared/filter/filters';
import { nextSort } from './Heading';
import { noQuery, readQuery, serverFilter, writeQuery } from '../data/query';
import { Lines } from '../data/lines';
import { placeOf, rowAt, RowsModel, windowSize, type AskRows } from '../data/rowsModel';

const conditions: Condition[] = [
  { column: 'title', kind: 'contains', text: 'say "hello" and (wait)' },
  { column: 'priority', kind: 'in', values: [1, 2] },
  { column: 'team', kind: 'in', values: ['Service Desk', 'a, b', null] },
  { column: 'location', kind: 'in', values: [null] },
  { column: 'openedAt', kind: 'range', from: '2026-11-01T00:00:00.000Z', to: '2026-11-24T00:00:00.000Z' },
  { column: 'reopens', kind: 'range', from: 2, to: null },
  { column: 'dueAt', kind: 'range', from: null, to: '2026-11-24T00:00:00.000Z' },
  { column: 'escalated', kind: 'is', value: true },
];

describe('filters', () => {
  it('reads back every condition it writes', () => expect(conditionsOf(filterText(conditions))).toEqual(conditions));

  it('writes the grammar the server reads', () =>
    expect(filterText(conditions.slice(1, 4))).toBe(
      'priority in (1, 2) and (team in ("Service Desk", "a, b") or team is empty) and location is empty',
    ));

  it('keeps what it cannot take apart, as it stands', () => {
    const text = '(team = "Network" or not priority = 1) and title ~ "x"';
    expect(conditionsOf(text)).toEqual([
      { column: '', kind: 'raw', text: 'team = "Network" or not priority = 1' },
      { column: 'title', kind: 'contains', text: 'x' },
    ]);
    expect(filterText(conditionsOf(text))).toBe(text);
  });

  it('shows one value of a link as a choice', () =>
    expect(conditionsOf('team = "Network"')).toEqual([{ column: 'team', kind: 'in', values: ['Network'] }]));
});

describe('the address', () => {
  it('holds all that a table shows', () => {
    const query = {
      search: 'vpn "x"',
      conditions,
      sort: [
        { column: 'dueAt', down: true },
        { column: 'id', down: false },
      ],
      group: 'team',
      open: 'INC-1',
    };
    expect(readQuery(writeQuery(query))).toEqual(query);
    expect(writeQuery(noQuery)).toBe('');
  });

  it('asks the server for search and conditions together', () =>
    expect(serverFilter({ ...noQuery, search: 'a "b"', conditions: conditions.slice(1, 2) })).toBe(
      'priority in (1, 2) and any ~ "a ""b"""',
    ));
});

const row = (index: number, more: Partial<Row> = {}): Row =>
  ({ id: `INC-${index}`, part: null, title: `Ticket ${index}`, ...more }) as Row;

/** A server of some rows whose cuts a test controls. */
function server(total: number): { ask: AskRows; asked: string[]; version: number; total: number; gone: boolean } {
  const self = {
    asked: [] as string[],
    version: 1,
    total,
    gone: false,
    ask: (async (offset, limit, cut) => {
      self.asked.push(`${offset}@${cut?.version ?? 'new'}`);
      if (cut && self.gone) {
        self.gone = false;
        throw new ApiError(410, 'gone');
      }
      const page: RowsPage = {
        kpi: 'overdue',
        value: self.total,
        status: 'good',
        rate: 0,
        sliceVersion: cut?.version ?? String(self.version),
        at: '2026-11-24T09:42:00Z',
        readAt: '2026-11-24T09:42:00Z',
        counted: self.total,
        total: self.total,
        offset,
        groups: null,
        rows: Array.from({ length: Math.max(0, Math.min(limit, self.total - offset)) }, (_, i) => row(offset + i)),
        hidden: 0,
      };
      return page;
    }) as AskRows,
  };
  return self;
}

const message = (more: Partial<RowsMessage>): RowsMessage => ({
  desk: 'demo',
  kpi: 'overdue',
  sliceVersion: '2',
  at: '2026-11-24T09:42:01Z',
  value: 3,
  counted: 3,
  entered: [],
  left: [],
  changed: [],
  ...more,
});

describe('the rows', () => {
  it('come window by window, all of one cut', async () => {
    const from = server(1000),
      model = new RowsModel(from.ask);
    model.start();
    await vi.waitFor(() => expect(rowAt(model.read().windows, 0)?.id).toBe('INC-0'));
    model.see(590, 610);
    await vi.waitFor(() =>
      expect([rowAt(model.read().windows, 599)?.id, rowAt(model.read().windows, 600)?.id]).toEqual([
        'INC-599',
        'INC-600',
      ]),
    );
    expect(from.asked).toEqual(['0@new', `${2 * windowSize}@1`, `${3 * windowSize}@1`]);
    model.stop();
  });

  it('are asked anew where the cut is gone', async () => {
    const from = server(1000),
      model = new RowsModel(from.ask);
    model.start();
    await vi.waitFor(() => expect(rowAt(model.read().windows, 0)).toBeDefined());
    from.gone = true;
    from.version = 2;
    model.see(800, 820);
    await vi.waitFor(() => expect(rowAt(model.read().windows, 800)?.id).toBe('INC-800'));
    expect(model.read().page?.sliceVersion).toBe('2');
    model.stop();
  });

  it('mark what entered, keep what left a moment, and are asked anew at most once a second', async () => {
    let now = 1_000_000;
    const from = server(3),
      model = new RowsModel(from.ask, () => now);
    model.start();
    await vi.waitFor(() => expect(rowAt(model.read().windows, 2)).toBeDefined());
    now += 5_000;
    model.hear(
      message({
        entered: [row(9)],
        left: [
          {
            id: 'INC-1',
            part: null,
            title: null,
            at: '',
            byClock: false,
            why: { column: 'priority', from: 3, to: 4 },
            away: false,
          },
        ],
      }),
    );
    model.hear(message({ changed: [row(2)] }));
    expect([...model.read().entered.keys()]).toEqual(['INC-9|']);
    expect(model.read().ghosts.map((ghost) => [ghost.row.id, ghost.index])).toEqual([['INC-1', 1]]);
    await vi.waitFor(() => expect(from.asked).toHaveLength(2));
    now += 5_001;
    model.fade();
    expect(model.read().ghosts).toEqual([]);
    now += 60_000;
    model.fade();
    expect(model.read().entered.size).toBe(0);
    model.stop();
  });

  it('say what the server could not understand, and do not ask it again', async () => {
    const model = new RowsModel(() => Promise.reject(new ApiError(400, "There is no column 'x'.")));
    model.start();
    await vi.waitFor(() => expect(model.read().error).toBe("There is no column 'x'."));
    model.stop();
  });
});

describe('the lines', () => {
  const groups = [
    { key: 'A', count: 3, first: 0, subtotals: {} },
    { key: null, count: 2, first: 3, subtotals: {} },
  ];
  const shown = (lines: Lines): string[] =>
    Array.from({ length: lines.count }, (_, i) => {
      const line = lines.at(i);
      return line.kind === 'group'
        ? `[${line.group.key}]`
        : line.kind === 'ghost'
          ? `x${line.ghost.row.id}`
          : String(line.index);
    });

  it('stand under their groups, and closed groups hide theirs', () => {
    expect(shown(new Lines(5, groups, new Set(), []))).toEqual(['[A]', '0', '1', '2', '[null]', '3', '4']);
    const closed = new Lines(5, groups, new Set(['"A"']), []);
    expect(shown(closed)).toEqual(['[A]', '[null]', '3', '4']);
    expect(closed.groupOf(3)?.key).toBe(null);
  });

  it('lead from a row to its line, past heads and what has left; to none in a closed group', () => {
    const open = new Lines(5, groups, new Set(), []),
      closed = new Lines(5, groups, new Set(['"A"']), []);
    expect([0, 2, 3, 4].map((index) => open.lineOfRow(index))).toEqual([1, 3, 5, 6]);
    expect([0, 2, 3, 4].map((index) => closed.lineOfRow(index))).toEqual([null, null, 2, 3]);
    expect(open.lineOf(groups[1]!)).toBe(4);
    const left = {
      row: row(0, { id: 'a' }),
      move: { id: 'a', part: null, title: null, at: '', byClock: true, why: null, away: false },
      index: 1,
      until: 0,
    };
    expect([0, 1, 2].map((index) => new Lines(3, null, new Set(), [left]).lineOfRow(index))).toEqual([0, 2, 3]);
  });

  it('keep a row that left where it stood', () => {
    const ghost = (index: number, id: string) => ({
      row: row(0, { id }),
      move: { id, part: null, title: null, at: '', byClock: true, why: null, away: false },
      index,
      until: 0,
    });
    expect(shown(new Lines(3, null, new Set(), [ghost(1, 'a'), ghost(9, 'b')]))).toEqual(['0', 'xa', '1', '2', 'xb']);
    const of = (team: string | null, id: string) => ({ ...ghost(0, id), row: row(0, { id, team }) });
    const left = [of('A', 'a'), of(null, 'n'), of('gone', 'g')];
    expect(shown(new Lines(5, groups, new Set(), left, 'team'))).toEqual([
      '[A]',
      '0',
      '1',
      '2',
      'xa',
      '[null]',
      '3',
      '4',
      'xn',
      'xg',
    ]);
    expect(shown(new Lines(5, groups, new Set(['"A"']), left, 'team'))).toEqual([
      '[A]',
      '[null]',
      '3',
      '4',
      'xn',
      'xg',
    ]);
  });
});

describe('cells', () => {
  const zone = 'Europe/Brussels',
    now = Date.UTC(2026, 10, 24, 9, 42, 7);
  const context = { now, zone, grown: 0 };
  const column = (name: string, definition = someDefinition()) =>
    columnsOf(definition).find((one) => one.name === name) ??
    columnsOf(someDefinition({ id: 'mean-age', unit: 'seconds', group: 'Ageing' })).find((one) => one.name === name)!;

  it.each([
    ['priority', 1, 'P1'],
    ['state', 'pending', 'On hold'],
    ['dueAt', '2026-11-23T15:21:00Z', 'Mon 16:21'],
    ['dueAt', '2026-11-01T15:21:00Z', '1 Nov 16:21'],
    ['overdueBy', '2026-11-24T09:41:33Z', '34 s'],
    ['overdueBy', '2026-11-24T10:42:07Z', 'in 1 h'],
    ['escalated', true, 'Yes'],
    ['pendingSeconds', 4920, '1 h 22 min'],
    ['assignee', null, null],
    ['title', '<script>', '<script>'],
  ])('writes %s %s as %s', (name, value, shown) => expect(cellText(column(name), value, context)).toBe(shown));

  it('writes an own value in the unit of its number', () => {
    const share = someDefinition({ id: 'resolution-sla-30d', unit: 'percent' }),
      speed = someDefinition({ id: 'time-to-resolve-30d', unit: 'seconds', group: 'Speed' });
    expect(cellText(column('own', share), 0, context)).toBe('No');
    expect(cellText(column('own', speed), 30 * 3600, context)).toBe('30 h');
  });

  it('tells why a row moved', () => {
    expect(whyText({ byClock: false, why: { column: 'priority', from: 3, to: 4 } }, now, zone)).toBe('priority 3 → 4');
    expect(whyText({ byClock: false, why: { column: 'state', from: 'open', to: 'pending' } }, now, zone)).toBe(
      'state Open → On hold',
    );
    expect(whyText({ byClock: true, why: null }, now, zone)).toBe('by the clock');
    expect(whyText({ byClock: false, away: true, why: null }, now, zone)).toBe('while Apollo was away');
  });
});

describe('columns', () => {
  it('show what the number is about, and sort by it', () => {
    expect(shownAtFirst(someDefinition())).toContain('overdueBy');
    expect(sortAtFirst(someDefinition())).toEqual([{ column: 'dueAt', down: false }]);
    const share = someDefinition({ id: 'resolution-sla-30d', unit: 'percent', better: 'higher' });
    expect(shownAtFirst(share).at(-1)).toBe('own');
    expect(sortAtFirst(share)).toEqual([{ column: 'own', down: false }]);
    expect(columnsOf(someDefinition()).some((column) => column.name === 'own' || column.name === 'part')).toBe(false);
    expect(shownAtFirst(someDefinition({ id: 'interventions-today', slice: 'interventions' }))).toContain('technician');
  });

  it('sort by one, the other way, or several with Shift; a reckoned one turns its time round', () => {
    const overdue = columnsOf(someDefinition()).find((column) => column.name === 'overdueBy')!,
      title = columnsOf(someDefinition()).find((column) => column.name === 'title')!;
    expect(nextSort(overdue, [], false)).toEqual([{ column: 'dueAt', down: false }]);
    expect(nextSort(title, [{ column: 'dueAt', down: false }], true)).toEqual([
      { column: 'dueAt', down: false },
      { column: 'title', down: false },
    ]);
    expect(nextSort(title, [{ column: 'title', down: false }], false)).toEqual([{ column: 'title', down: true }]);
    expect(nextSort(title, [{ column: 'title', down: true }], false)).toEqual([]);
  });
});

it('knows where an asked-for row is among those that are known', async () => {
  const from = server(1000),
    model = new RowsModel(from.ask);
  model.start();
  await vi.waitFor(() => expect(rowAt(model.read().windows, 0)).toBeDefined());
  const place = (id: string): number | null => placeOf(model.read().windows, (row) => row.id === id);
  expect([place('INC-7'), place('INC-700')]).toEqual([7, null]);
  model.stop();
});
