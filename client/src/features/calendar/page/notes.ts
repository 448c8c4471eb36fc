import { plural } from '../../../shared/format/duration';
import { whole } from '../../../shared/format/number';
import type { View } from '../address/address';
import type { Feed, Mode } from '../../../shared/schedule/feed';
import type { Item } from '../../../shared/schedule/items';
import { weekNumber, type Day } from '../../../shared/schedule/zone';

/** That not all is known: it is being read, or could not be. Null: all is known. */
export function unknownText({ reading, problem }: Feed): string | null {
  if (reading) return { older: 'reading older visits', due: 'reading tickets', first: 'reading' }[reading];
  return problem?.retry ? 'older visits not read' : null;
}

const noun = (mode: Mode): string => (mode === 'due' ? 'ticket' : 'intervention');

/**
 * In the week's view (null where there is little room): week 48, 30 interventions, 1 cancelled, 2 hidden by filters.
 */
export function countText(
  view: View | null,
  mode: Mode,
  first: Day,
  inRange: readonly Item[],
  seen: readonly Item[],
): string {
  const cancelled = seen.filter((item) => item.state === 'cancelled').length,
    hidden = inRange.length - seen.length;
  return [
    view === 'week' ? `week ${weekNumber(first)}` : null,
    plural(seen.length, noun(mode)),
    cancelled > 0 ? `${whole(cancelled)} cancelled` : null,
    hidden > 0 ? `${whole(hidden)} hidden by filters` : null,
  ]
    .filter(Boolean)
    .join(', ');
}

const when: Record<View, string> = {
  month: 'this month',
  week: 'this week',
  day: 'this day',
  agenda: 'these two weeks',
};

export function emptyText(view: View, mode: Mode, hidden: number): string {
  if (hidden > 0) return `All ${plural(hidden, noun(mode))} of ${when[view]} are hidden by filters.`;
  return mode === 'due'
    ? `No open ticket is due ${view === 'day' ? 'this day' : `in ${when[view]}`}.`
    : `Nothing is planned ${view === 'day' ? 'on this day' : `in ${when[view]}`}.`;
}
