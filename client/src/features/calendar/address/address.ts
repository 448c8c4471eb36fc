import type { Mode } from '../../../shared/schedule/feed';
import type { Flag } from '../../../shared/schedule/items';
import { dayText, readDay, type Day } from '../../../shared/schedule/zone';

export type View = 'month' | 'week' | 'day' | 'agenda';

/** What the calendar shows: all of it stands in the page's address. `day` null = today. */
export interface Shown {
  view: View | null;
  mode: Mode;
  day: Day | null;
  locations: readonly string[];
  team: string | null;
  person: string | null;
  flag: Flag | null;
  open: string | null;
}

const views: readonly View[] = ['month', 'week', 'day', 'agenda'];
const flags: readonly Flag[] = ['conflict', 'afterSla', 'overdue'];

export function readShown(address: string): Shown {
  const p = new URLSearchParams(address);
  return {
    view: views.find((view) => view === p.get('view')) ?? null,
    mode: p.get('mode') === 'due' ? 'due' : 'interventions',
    day: readDay(p.get('day')),
    locations: p.getAll('location'),
    team: p.get('team'),
    person: p.get('technician'),
    flag: flags.find((flag) => flag === p.get('flag')) ?? null,
    open: p.get('open'),
  };
}

export function writeShown(shown: Shown): string {
  const p = new URLSearchParams();
  if (shown.view) p.set('view', shown.view);
  if (shown.mode === 'due') p.set('mode', 'due');
  if (shown.day) p.set('day', dayText(shown.day));
  shown.locations.forEach((location) => p.append('location', location));
  if (shown.team !== null) p.set('team', shown.team);
  if (shown.person !== null) p.set('technician', shown.person);
  if (shown.flag) p.set('flag', shown.flag);
  if (shown.open) p.set('open', shown.open);
  const text = p.toString();
  return text ? `?${text}` : '';
}
