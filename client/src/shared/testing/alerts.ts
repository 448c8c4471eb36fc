import type { Alert } from '../wire/wire';

/** Test data: overdue tickets of the whole desk beyond the critical limit. */
export const someAlert = (more: Partial<Alert> = {}): Alert => ({
  id: 'a1',
  rule: 'r1',
  name: 'Overdue',
  kpi: 'overdue',
  dimension: null,
  group: null,
  severity: 'critical',
  state: 'firing',
  since: '2026-11-24T09:38:40.000Z',
  firedAt: '2026-11-24T09:38:40.000Z',
  changedAt: '2026-11-24T09:38:40.000Z',
  resolvedAt: null,
  ruleChanged: false,
  value: 11,
  limit: 10,
  worst: 11,
  next: null,
  acknowledged: null,
  silencedUntil: null,
  recorded: true,
  stale: false,
  flapping: false,
  notice: { reason: 'fired', at: '2026-11-24T09:38:40.000Z' },
  ...more,
});
