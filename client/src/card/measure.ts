import type { KpiDefinition } from '../wire/wire';

const own: Record<string, string> = {
  'backlog-per-technician': 'rows ÷ distinct assignees', 'oldest-age': 'longest time since opened', 'mean-age': 'mean time since opened', 'net-flow-today': 'opened − resolved', 'days-to-clear': 'open ÷ resolved per day',
  'resolved-per-day': 'rows ÷ 7', 'reassignments-30d': 'mean of a number per row', 'p90-time-to-resolve-30d': '90th percentile, nearest rank, of the service time opened → resolved, less pending',
  'time-to-resolve-30d': 'mean service time opened → resolved, less pending', 'time-to-respond-7d': 'mean service time opened → first response',
};

/** How a KPI makes one number of its rows, in words. */
export const measureText = (definition: Pick<KpiDefinition, 'id' | 'unit'>): string =>
  own[definition.id] ?? (definition.unit === 'percent' ? 'rows with yes ÷ rows' : 'count of rows');
