import { limitValue } from '../format/value';
import type { KpiDefinition, Status } from '../wire/wire';

/**
 * The limit that matters now: good = the next one, warning = the one ahead, critical = the one crossed. Null = none
 * set.
 */
export function nextLimit(definition: KpiDefinition, status: Status): number | null {
  const { warning = null, critical = null } = definition;
  return status === 'warning' || status === 'critical' ? (critical ?? warning) : (warning ?? critical);
}

/** limit 150; target 90 %; critical at 20; critical below 90 %; no limit. */
export function limitText(definition: KpiDefinition, status: Status): string {
  const limit = nextLimit(definition, status);
  if (limit === null) return 'no limit';
  const shown = limitValue(limit, definition.presentation);
  const higher = definition.better === 'higher';
  if (status === 'warning' && definition.critical != null) return `critical ${higher ? 'below' : 'at'} ${shown}`;
  return higher && status !== 'critical' ? `target ${shown}` : `limit ${shown}`;
}

export const statusWord: Record<Status, string> = {
  critical: 'Critical',
  warning: 'Warning',
  good: 'Good',
  none: 'No limit',
};
