import { weekdays } from '../../../shared/format/serviceHours';
import { hoursText, secondsOf } from '../../../shared/format/hours';
import type { AlertRule, RuleLevel } from '../../../shared/wire/alerts';
import type { KpiDefinition } from '../../../shared/wire/wire';
import type { RuleDraft } from '../data/rules';
import { isOfDisplays, isOfTickets, scaleOf, watched, watchedOf, type Scale, type Watched } from './kinds';

/** One limit as it is typed; without `at` there is none. */
export interface LevelText {
  at: string;
  for: string;
  recover: string;
}

/** Somebody who is told later, where nobody has acknowledged by then. */
export interface LaterText {
  channel: string;
  to: string;
  /** Minutes. */
  after: string;
}

/** A rule as it stands in the fields. */
export interface Form {
  name: string;
  what: Watched;
  kpi: string;
  /** So long before a ticket is due; empty = when it is. */
  before: string;
  /** By the clock; else of service time. */
  clock: boolean;
  filter: string;
  /** One display; empty = each. */
  display: string;
  /** So long before the clock alone carries the number over a limit; empty = when it is over. */
  ahead: string;
  scope: 'desk' | 'one' | 'every';
  dimension: string;
  group: string;
  above: boolean;
  warning: LevelText;
  critical: LevelText;
  hours: 'always' | 'service' | 'own';
  week: Readonly<Record<string, string>>;
  /** Whom: team:Network, role:manager, …; none = all who see it. */
  to: readonly string[];
  channels: readonly string[];
  hooks: readonly string[];
  /** Wall displays too; where nobody is named they are told with everybody. */
  walls: boolean;
  later: readonly LaterText[];
  repeat: string;
  message: string;
  enabled: boolean;
}

/** A limit as a person types it: a number, of times such as 4 h. Null = nothing, NaN = no limit. */
export function limitOf(text: string, { isTime }: Scale): number | null {
  const typed = text.trim();
  if (typed === '') return null;
  if (isTime) return secondsOf(typed) ?? NaN;
  return /^[-+−]?\d+([.,]\d+)?$/.test(typed) ? Number(typed.replace('−', '-').replace(',', '.')) : NaN;
}

export const limitText = (limit: number | null, { isTime }: Scale): string =>
  limit === null ? '' : isTime ? hoursText(limit) : String(limit);

/** How long: a plain number is minutes. Empty = 0, NaN = none. */
export function lengthOf(text: string): number {
  const typed = text.trim();
  if (typed === '') return 0;
  return /^\d+([.,]\d+)?$/.test(typed) ? Math.round(Number(typed.replace(',', '.')) * 60) : (secondsOf(typed) ?? NaN);
}

export const lengthText = (seconds: number): string =>
  seconds === 0 ? '' : seconds % 60 === 0 ? String(seconds / 60) : `${seconds} s`;

export const levelText = (level: RuleLevel | null, scale: Scale): LevelText => ({
  at: limitText(level?.at ?? null, scale),
  for: level ? lengthText(level.for) : '',
  recover: limitText(level?.recover ?? null, scale),
});

const workdays = Object.fromEntries(weekdays.slice(0, 5).map((day) => [day, '08:00-18:00']));

export function formOf(rule: Omit<AlertRule, 'id' | 'revision'>, definition: KpiDefinition | undefined): Form {
  const now = rule.notify.filter(({ after }) => after === 0);
  const people = now.filter(({ channel, to }) => channel !== 'display' && !to.startsWith('hook:'));
  const what = watchedOf(rule),
    scale = scaleOf(what, definition);
  const group = rule.group === '*' ? '' : (rule.group ?? '');
  return {
    name: rule.name,
    what,
    kpi: rule.kpi,
    before: lengthText(rule.before ?? 0),
    clock: rule.clock ?? false,
    filter: rule.filter ?? '',
    display: isOfDisplays(what) ? group : '',
    ahead: lengthText(rule.warning?.ahead ?? rule.critical?.ahead ?? 0),
    scope: what !== 'kpi' || rule.group === null ? 'desk' : rule.group === '*' ? 'every' : 'one',
    dimension: what === 'kpi' ? (rule.dimension ?? definition?.breakdowns[0] ?? 'team') : 'team',
    group: what === 'kpi' ? group : '',
    above: rule.above,
    warning: levelText(isOfTickets(what) ? null : rule.warning, scale),
    critical: levelText(isOfTickets(what) ? null : rule.critical, scale),
    hours: typeof rule.hours === 'string' ? rule.hours : 'own',
    week: typeof rule.hours === 'string' ? workdays : rule.hours,
    to: [...new Set(people.map(({ to }) => to))],
    channels: people.length === 0 ? ['browser'] : [...new Set(people.map(({ channel }) => channel))],
    hooks: now.filter(({ to }) => to.startsWith('hook:')).map(({ to }) => to),
    walls: now.some(({ channel }) => channel === 'display'),
    later: rule.notify
      .filter(({ after }) => after > 0)
      .map(({ channel, to, after }) => ({ channel, to, after: lengthText(after) })),
    repeat: rule.repeat === null ? '' : lengthText(rule.repeat),
    message: rule.message ?? '',
    enabled: rule.enabled,
  };
}

/** A new rule on a number: at its limits, to be told at once to all who see it. */
export const freshRule = (definition: KpiDefinition): Omit<AlertRule, 'id' | 'revision'> => ({
  name: definition.title,
  kind: 'kpi',
  kpi: definition.id,
  dimension: null,
  group: null,
  warning: definition.warning === null ? null : { at: definition.warning, for: 60, recover: null, ahead: null },
  critical: definition.critical === null ? null : { at: definition.critical, for: 60, recover: null, ahead: null },
  above: definition.better !== 'higher',
  hours: 'always',
  notify: [],
  repeat: null,
  message: null,
  enabled: true,
});

/** What is wrong in a field, before the server is asked; null = it can be sent. */
export type Faults = Readonly<Record<string, string>>;

function levelOf(
  field: string,
  text: LevelText,
  scale: Scale,
  ahead: number,
  faults: Record<string, string>,
): RuleLevel | null {
  const at = limitOf(text.at, scale);
  if (at === null) return null;
  const [holds, recover] = [lengthOf(text.for), limitOf(text.recover, scale)];
  if (Number.isNaN(at) || Number.isNaN(recover))
    faults[field] = scale.isTime ? 'Write a time, such as 4 h or 90 min.' : 'Write a number.';
  else if (Number.isNaN(holds)) faults[field] = 'Write how long in minutes, or such as 30 s.';
  return { at, for: holds, recover, ahead: ahead === 0 ? null : ahead };
}

/** What is sent, and what is wrong in it. */
export function draftOfForm(form: Form, definition: KpiDefinition | undefined): { draft: RuleDraft; faults: Faults } {
  const faults: Record<string, string> = {};
  const isKpi = form.what === 'kpi',
    ofTickets = isOfTickets(form.what);
  const isOfDesk = isKpi && form.scope === 'desk';
  const scale = scaleOf(form.what, definition);
  const [repeat, ahead, before] = [form.repeat, isOfDesk ? form.ahead : '', form.before].map(lengthOf) as [
    number,
    number,
    number,
  ];
  const warning = ofTickets ? null : levelOf('warning', form.warning, scale, ahead, faults);
  const critical = ofTickets ? null : levelOf('critical', form.critical, scale, ahead, faults);
  if (Number.isNaN(ahead)) faults['warning'] = 'Write in minutes how long before.';
  if (Number.isNaN(repeat)) faults['repeat'] = 'Write how often in minutes.';
  if (ofTickets && Number.isNaN(before)) faults['before'] = 'Write in minutes how long before, or such as 2 h.';
  if (form.name.trim() === '') faults['name'] = 'Give the rule a name.';
  if (!ofTickets && warning === null && critical === null) faults['warning'] = 'Write one limit, or both.';
  if (isKpi && form.scope === 'one' && form.group.trim() === '') faults['group'] = 'Say which group.';
  const later = form.later.map(({ channel, to, after }) => ({ channel, to, after: lengthOf(after) }));
  if (later.some(({ after }) => !(after > 0))) faults['notify'] = 'Write after how many minutes.';
  const people = form.to.flatMap((to) => form.channels.map((channel) => ({ channel, to, after: 0 })));
  const { kind, of } = watched.find(({ id }) => id === form.what)!;
  const draft: RuleDraft = {
    name: form.name.trim(),
    kind,
    ...(of === null ? {} : { of }),
    ...(ofTickets ? { before, clock: form.clock } : {}),
    ...(kind === 'ticket' && form.filter.trim() !== '' ? { filter: form.filter.trim() } : {}),
    kpi: isKpi ? form.kpi : '',
    dimension: isKpi && form.scope !== 'desk' ? form.dimension : null,
    group: isKpi
      ? form.scope === 'desk'
        ? null
        : form.scope === 'every'
          ? '*'
          : form.group.trim()
      : isOfDisplays(form.what) && form.display.trim() !== ''
        ? form.display.trim()
        : null,
    warning,
    critical,
    above: isKpi ? form.above : true,
    hours:
      form.hours === 'own'
        ? Object.fromEntries(Object.entries(form.week).filter(([, hours]) => hours.trim() !== ''))
        : form.hours,
    notify: [
      ...people,
      ...form.hooks.map((to) => ({ channel: 'webhook', to, after: 0 })),
      ...(form.walls ? [{ channel: 'display', to: 'role:display', after: 0 }] : []),
      ...later,
    ],
    repeat: repeat === 0 ? null : repeat,
    message: form.message.trim() === '' ? null : form.message.trim(),
    enabled: form.enabled,
  };
  return { draft, faults };
}
