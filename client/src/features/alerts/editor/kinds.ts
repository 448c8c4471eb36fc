import type { AlertRule, RuleLevel } from '../../../shared/wire/alerts';
import type { KpiDefinition } from '../../../shared/wire/wire';

/** What a rule can watch, and in what words its limits are. */
export const watched = [
  { id: 'kpi', kind: 'kpi', of: null, text: 'A number of the desk' },
  { id: 'due', kind: 'ticket', of: 'due', text: 'Each ticket, before it is due' },
  { id: 'response', kind: 'ticket', of: 'response', text: 'Each ticket, before its answer is due' },
  { id: 'count', kind: 'ticket', of: 'count', text: 'How many tickets pass a filter' },
  { id: 'age', kind: 'data', of: 'age', text: 'How long the ITSM was not read' },
  { id: 'leftOut', kind: 'data', of: 'leftOut', text: 'Rows of the ITSM that are left out' },
  { id: 'offline', kind: 'display', of: 'offline', text: 'Wall displays that are offline' },
  { id: 'frozen', kind: 'display', of: 'frozen', text: 'Wall displays that are frozen' },
] as const;

export type Watched = (typeof watched)[number]['id'];

export const isOfTickets = (what: Watched): boolean => what === 'due' || what === 'response';

export const isOfDisplays = (what: Watched): boolean => what === 'offline' || what === 'frozen';

export const watchedOf = ({ kind, of }: Pick<AlertRule, 'kind' | 'of'>): Watched =>
  watched.find((each) => each.kind === kind && each.of === (of ?? null))?.id ?? 'kpi';

/** How limits are typed: as a time, or as a number with its unit. */
export interface Scale {
  isTime: boolean;
  unit: string;
}

export function scaleOf(what: Watched, definition: KpiDefinition | undefined): Scale {
  if (what === 'age' || isOfDisplays(what)) return { isTime: true, unit: '' };
  if (what === 'count') return { isTime: false, unit: 'tickets' };
  if (what === 'leftOut') return { isTime: false, unit: 'rows' };
  const number = definition?.presentation.number;
  return {
    isTime: number === 'duration' || number === 'serviceTime',
    unit: number === 'percent' ? '%' : (definition?.presentation.unit.many ?? ''),
  };
}

const level = (at: number, holds = 0): RuleLevel => ({ at, for: holds, recover: null, ahead: null });

/** What a rule begins with that watches no number. */
export const startOf: Readonly<
  Record<Exclude<Watched, 'kpi'>, { name: string; warning: RuleLevel | null; critical: RuleLevel | null }>
> = {
  due: { name: 'Due soon', warning: null, critical: null },
  response: { name: 'Answer due soon', warning: null, critical: null },
  count: { name: 'Tickets that pass a filter', warning: level(5, 60), critical: level(10, 60) },
  age: { name: 'ITSM not read', warning: null, critical: level(300) },
  leftOut: { name: 'Rows left out', warning: level(1), critical: null },
  offline: { name: 'Display offline', warning: level(120), critical: null },
  frozen: { name: 'Display frozen', warning: level(60), critical: null },
};
