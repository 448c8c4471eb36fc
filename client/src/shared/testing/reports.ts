import type { AgeingReport, ArrivalsReport, DurationsReport, FlowReport, PeriodRows, SlaReport } from '../wire/reports';

/** Test data: answers of the reports as the wire has them. */
const about = {
  period: {
    from: '2026-10-27',
    to: '2026-11-23',
    start: Date.UTC(2026, 9, 27),
    end: Date.UTC(2026, 10, 24),
    asOf: Date.UTC(2026, 10, 24),
  },
  readAt: Date.UTC(2026, 10, 24, 9, 41),
  filter: null,
};

/** A flow made of whole ways: as many tickets as said, through one group of each step. */
export function someFlow(
  steps: readonly string[],
  ways: readonly (readonly [count: number, ...groups: (string | null)[]])[],
): FlowReport {
  const nodes: { step: string; value: string | null; count: number }[] = [];
  const paths = ways.map(([count, ...groups]) => ({
    count,
    nodes: groups.map((value, i) => {
      let place = nodes.findIndex((node) => node.step === steps[i] && node.value === value);
      if (place < 0) place = nodes.push({ step: steps[i]!, value, count: 0 }) - 1;
      nodes[place]!.count += count;
      return place;
    }),
  }));
  return { ...about, steps, nodes, links: [], paths, total: paths.reduce((sum, { count }) => sum + count, 0) };
}

export const usualFlow = (): FlowReport =>
  someFlow(
    ['channel', 'team', 'ending'],
    [
      [60, 'phone', 'Network', 'in-time'],
      [40, 'phone', 'Servers', 'late'],
      [97, 'portal', 'Network', 'in-time'],
      [1, 'chat', 'Network', 'overdue'],
      [2, null, 'Servers', 'open'],
    ],
  );

export const someArrivals = (more: Partial<ArrivalsReport> = {}): ArrivalsReport => ({
  ...about,
  cells: Array.from({ length: 7 }, (_, day) =>
    Array.from({ length: 24 }, (_, hour) => (day === 0 && hour === 9 ? 40 : day === 5 && hour === 12 ? 10 : 0)),
  ),
  days: [4, 4, 4, 4, 4, 4, 4],
  total: 50,
  ...more,
});

export const someDurations = (): DurationsReport => ({
  ...about,
  bins: [
    { from: 0, to: 3600, count: 6 },
    { from: 3600, to: 7200, count: 3 },
    { from: 7200, to: null, count: 1 },
  ],
  median: 3000,
  mean: 4000,
  p90: 7000,
  teams: [
    { group: 'Network', count: 7, median: 2400, mean: 3000, p90: 7000 },
    { group: null, count: 3, median: 5000, mean: 6000, p90: 9000 },
  ],
  total: 10,
});

export const someAgeing = (): AgeingReport => ({
  ...about,
  classes: [
    { from: 0, to: 1 },
    { from: 1, to: null },
  ],
  groups: [
    { group: 'Network', counts: [5, 2] },
    { group: 'Servers', counts: [0, 1] },
  ],
  total: 8,
});

export const someSla = (): SlaReport => ({
  ...about,
  by: 'location',
  target: { resolution: 0.9, response: null },
  groups: [
    { group: 'Lyon', resolution: { due: 100, inTime: 95 }, response: { due: 50, inTime: 49 } },
    { group: 'Lille', resolution: { due: 1000, inTime: 899 }, response: { due: 0, inTime: 0 } },
  ],
  all: { group: null, resolution: { due: 1100, inTime: 994 }, response: { due: 50, inTime: 49 } },
  total: 1100,
});

export const someRows = (more: Partial<PeriodRows> = {}): PeriodRows => ({
  ...about,
  total: 3,
  hidden: 0,
  columns: ['id', 'title', 'ending', 'team'],
  rows: [
    { id: 'INC-1', title: 'VPN drops', ending: 'late', team: 'Network' },
    { id: 'INC-2', title: 'No screen', ending: 'in-time', team: null },
  ],
  next: null,
  ...more,
});
