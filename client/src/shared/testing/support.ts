import type { Desk, KpiDefinition, KpiResult, SlicePulse } from '../wire/wire';
import catalogue from './catalogue.json';

/** The KPIs that Apollo comes with, as the server sends them. */
export const realCatalogue = catalogue as KpiDefinition[];

/** Test data: the desk that a page is opened at. */
export const someDesk = (more: Partial<Desk> = {}): Desk => ({
  id: 'demo',
  name: 'Harbour IT Desk',
  timeZone: 'UTC',
  source: 'demo',
  serviceHours: '24 × 7',
  poll: 1,
  byPerson: true,
  ...more,
});

const presentationOf = (id: string): KpiDefinition['presentation'] =>
  (realCatalogue.find((definition) => definition.id === id) ?? someDefinition()).presentation;

/** Test data: a KPI and a result as the wire has them. A KPI that Apollo comes with is shown as it is there. */
export const someDefinition = (more: Partial<KpiDefinition> = {}): KpiDefinition => ({
  id: 'overdue',
  title: 'Overdue',
  description: 'Open tickets past their resolution due time.',
  group: 'Service level',
  unit: 'tickets',
  better: 'lower',
  warning: 5,
  critical: 10,
  slice: 'tickets',
  breakdowns: ['team', 'assignee', 'location', 'category', 'priority'],
  presentation: presentationOf(more.id ?? 'overdue'),
  computed: 'not',
  ...more,
});

export const someResult = (more: Partial<KpiResult> = {}): KpiResult => ({
  kpi: 'overdue',
  value: 11,
  rate: 0,
  status: 'critical',
  asOf: '2026-11-24T09:42:00.000Z',
  validUntil: null,
  readAt: '2026-11-24T09:42:00.000Z',
  changedAt: '2026-11-24T09:41:30.000Z',
  revision: 100,
  sliceVersion: '1-1',
  moved: { entered: 1, left: 0, changed: 0, byClock: true, at: '2026-11-24T09:41:33.000Z' },
  ...more,
});

/** How the reading of the tickets goes: well. */
export const somePulse = (more: Partial<SlicePulse> = {}): SlicePulse => ({
  slice: 'tickets',
  state: 'live',
  readAt: '2026-11-24T09:42:00.000Z',
  loaded: 120,
  toLoad: null,
  error: null,
  failingSince: null,
  nextPollAt: null,
  clockOffset: 0,
  leftOut: 0,
  warnings: [],
  ...more,
});
