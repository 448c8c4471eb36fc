import { kindOf, limitValue } from '../../shared/format/value';
import type { KpiDefinition } from '../../shared/wire/wire';

const own: Record<string, string> = {
  'backlog-per-technician': 'number of tickets ÷ number of different assignees',
  'oldest-age': 'longest time since a ticket was opened',
  'mean-age': 'mean time since the tickets were opened',
  'net-flow-today': 'number opened − number resolved',
  'days-to-clear': 'number open ÷ number resolved per day',
  'resolved-per-day': 'number of tickets ÷ 7',
  'reassignments-30d': 'mean of the reassignments of each ticket',
  'time-to-respond-7d': 'mean service time from opened to first response',
  'time-to-resolve-30d': 'mean service time from opened to resolved, less the time on hold',
  'p90-time-to-resolve-30d':
    '90th percentile (nearest rank) of the service time from opened to resolved, less the time on hold',
  'resolution-sla-30d': 'resolved by their due time ÷ all of them',
  'response-sla-30d': 'responded to by their response due time ÷ all of them',
  'critical-sla-30d': 'resolved by their due time ÷ all of them',
  'first-contact-resolution-30d': 'never reassigned and never reopened ÷ all of them',
  'reopen-rate-30d': 'reopened at least once ÷ all of them',
  'satisfaction-30d': 'rated 4 or 5 ÷ all that were rated',
  'interventions-on-time-30d': 'done by their planned end ÷ all of them',
  'change-success-30d': 'successful ÷ all with an outcome',
};

/** How a KPI makes one number of its rows, in words. */
export const measureText = (definition: Pick<KpiDefinition, 'id' | 'unit'>): string =>
  own[definition.id] ??
  (definition.unit === 'percent'
    ? 'those with yes ÷ all of them'
    : `number of ${definition.unit === 'interventions' ? 'interventions' : 'tickets'}`);

/** From where on a limit is crossed, in words: 10 tickets or more; below 80 %; null where none is set. */
export function crossedText(definition: KpiDefinition, limit: number | null | undefined): string | null {
  if (limit == null || definition.better === 'neither') return null;
  const kind = kindOf(definition),
    value = limitValue(limit, kind, definition.unit);
  const unit =
    definition.unit === 'percent' || definition.unit === 'seconds'
      ? ''
      : ` ${limit === 1 ? definition.unit.replace(/^(ticket|intervention|day)s$/, '$1') : definition.unit}`;
  return definition.better === 'higher' ? `below ${value}${unit}` : `${value}${unit} or more`;
}
