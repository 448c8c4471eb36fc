import { weekdays } from '../../../shared/format/serviceHours';
import { hoursText, secondsOf } from '../../../shared/format/hours';
import type { AlertRule, RuleLevel, RuleNotify } from '../../../shared/wire/alerts';
import type { KpiDefinition } from '../../../shared/wire/wire';
import type { RuleDraft } from '../data/rules';

/** One limit as it is typed; without `at` there is none. */
export interface LevelText {
  at: string;
  for: string;
  recover: string;
}

/** A rule as it stands in the fields. */
export interface Form {
  name: string;
  kpi: string;
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
  /** Told later, where nobody has acknowledged: kept as they are. */
  later: readonly RuleNotify[];
  repeat: string;
  message: string;
  enabled: boolean;
}

const isTime = (definition: KpiDefinition | undefined): boolean =>
  definition?.presentation.number === 'duration' || definition?.presentation.number === 'serviceTime';

/** A limit as a person types it: a number, of times such as 4 h. Null = nothing, NaN = no limit. */
export function limitOf(text: string, definition: KpiDefinition | undefined): number | null {
  const typed = text.trim();
  if (typed === '') return null;
  if (isTime(definition)) return secondsOf(typed) ?? NaN;
  return /^[-+−]?\d+([.,]\d+)?$/.test(typed) ? Number(typed.replace('−', '-').replace(',', '.')) : NaN;
}

export const limitText = (limit: number | null, definition: KpiDefinition | undefined): string =>
  limit === null ? '' : isTime(definition) ? hoursText(limit) : String(limit);

/** How long: a plain number is minutes. Empty = 0, NaN = none. */
export function lengthOf(text: string): number {
  const typed = text.trim();
  if (typed === '') return 0;
  return /^\d+([.,]\d+)?$/.test(typed) ? Math.round(Number(typed.replace(',', '.')) * 60) : (secondsOf(typed) ?? NaN);
}

export const lengthText = (seconds: number): string =>
  seconds === 0 ? '' : seconds % 60 === 0 ? String(seconds / 60) : `${seconds} s`;

const levelText = (level: RuleLevel | null, definition: KpiDefinition | undefined): LevelText => ({
  at: limitText(level?.at ?? null, definition),
  for: level ? lengthText(level.for) : '',
  recover: limitText(level?.recover ?? null, definition),
});

const workdays = Object.fromEntries(weekdays.slice(0, 5).map((day) => [day, '08:00-18:00']));

export function formOf(rule: Omit<AlertRule, 'id' | 'revision'>, definition: KpiDefinition | undefined): Form {
  const now = rule.notify.filter(({ after }) => after === 0);
  const people = now.filter(({ channel, to }) => channel !== 'display' && !to.startsWith('hook:'));
  return {
    name: rule.name,
    kpi: rule.kpi,
    scope: rule.group === null ? 'desk' : rule.group === '*' ? 'every' : 'one',
    dimension: rule.dimension ?? definition?.breakdowns[0] ?? 'team',
    group: rule.group === '*' ? '' : (rule.group ?? ''),
    above: rule.above,
    warning: levelText(rule.warning, definition),
    critical: levelText(rule.critical, definition),
    hours: typeof rule.hours === 'string' ? rule.hours : 'own',
    week: typeof rule.hours === 'string' ? workdays : rule.hours,
    to: [...new Set(people.map(({ to }) => to))],
    channels: people.length === 0 ? ['browser'] : [...new Set(people.map(({ channel }) => channel))],
    hooks: now.filter(({ to }) => to.startsWith('hook:')).map(({ to }) => to),
    walls: now.some(({ channel }) => channel === 'display'),
    later: rule.notify.filter(({ after }) => after > 0),
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
  definition: KpiDefinition | undefined,
  before: RuleLevel | null,
  faults: Record<string, string>,
): RuleLevel | null {
  const at = limitOf(text.at, definition);
  if (at === null) return null;
  const [holds, recover] = [lengthOf(text.for), limitOf(text.recover, definition)];
  if (Number.isNaN(at) || Number.isNaN(recover))
    faults[field] = isTime(definition) ? 'Write a time, such as 4 h or 90 min.' : 'Write a number.';
  else if (Number.isNaN(holds)) faults[field] = 'Write how long in minutes, or such as 30 s.';
  return { at, for: holds, recover, ahead: before?.ahead ?? null };
}

/** What is sent, and what is wrong in it. */
export function draftOfForm(
  form: Form,
  definition: KpiDefinition | undefined,
  before: Omit<AlertRule, 'id' | 'revision'>,
): { draft: RuleDraft; faults: Faults } {
  const faults: Record<string, string> = {};
  const warning = levelOf('warning', form.warning, definition, before.warning, faults);
  const critical = levelOf('critical', form.critical, definition, before.critical, faults);
  const repeat = lengthOf(form.repeat);
  if (Number.isNaN(repeat)) faults['repeat'] = 'Write how often in minutes.';
  if (form.name.trim() === '') faults['name'] = 'Give the rule a name.';
  if (warning === null && critical === null) faults['warning'] = 'Write one limit, or both.';
  if (form.scope === 'one' && form.group.trim() === '') faults['group'] = 'Say which group.';
  const people = form.to.flatMap((to) => form.channels.map((channel) => ({ channel, to, after: 0 })));
  const draft: RuleDraft = {
    ...before,
    name: form.name.trim(),
    kpi: form.kpi,
    dimension: form.scope === 'desk' ? null : form.dimension,
    group: form.scope === 'desk' ? null : form.scope === 'every' ? '*' : form.group.trim(),
    warning,
    critical,
    above: form.above,
    hours:
      form.hours === 'own'
        ? Object.fromEntries(Object.entries(form.week).filter(([, hours]) => hours.trim() !== ''))
        : form.hours,
    notify: [
      ...people,
      ...form.hooks.map((to) => ({ channel: 'webhook', to, after: 0 })),
      ...(form.walls ? [{ channel: 'display', to: 'role:display', after: 0 }] : []),
      ...form.later,
    ],
    repeat: repeat === 0 ? null : repeat,
    message: form.message.trim() === '' ? null : form.message.trim(),
    enabled: form.enabled,
  };
  return { draft, faults };
}
