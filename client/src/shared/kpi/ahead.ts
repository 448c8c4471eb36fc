import { clock } from '../format/time';
import { whole } from '../format/number';
import type { Crossing, KpiDefinition, Status } from '../wire/wire';

const becomes: Record<Status, string> = {
  critical: 'critical',
  warning: 'warning',
  good: 'good',
  none: 'no value',
};

/** What ends a row: a ticket is resolved, an intervention done. */
const ended = ({ slice }: KpiDefinition): string => (slice === 'interventions' ? 'done' : 'resolved');

/** What the clock alone will do to a status, and what would prevent it: critical at 11:42 unless 2 are resolved. */
export function crossingText({ t, status, rows }: Crossing, definition: KpiDefinition, zone: string): string {
  const first = `${becomes[status]} at ${clock(t, zone)}`;
  return rows === null || rows <= 0
    ? first
    : `${first} unless ${whole(rows)} ${rows === 1 ? 'is' : 'are'} ${ended(definition)}`;
}
