import type { KpiHistory } from '../wire/wire';

const hour = 3_600_000;

/** Test data: four hours of a number in steps of an hour, from Tuesday 24 November 2026 06:00 UTC on. */
export const someHistory = (more: Partial<KpiHistory> = {}): KpiHistory => {
  const begin = Date.UTC(2026, 10, 24, 6);
  return {
    kpi: 'overdue',
    unit: 'tickets',
    rate: 0,
    from: new Date(begin).toISOString(),
    to: new Date(begin + 4 * hour).toISOString(),
    step: 3600,
    points: [4, 6, 11, 3].map((last, i) => [begin + i * hour, last, last - 1, last + 1, last]),
    gaps: [],
    computedUntil: null,
    computing: null,
    computed: 'not',
    limits: [[0, 5, 10]],
    alerts: [],
    notes: [],
    usual: null,
    ...more,
  };
};
