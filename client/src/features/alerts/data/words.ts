import { duration } from '../../../shared/format/duration';
import { moment } from '../../../shared/format/time';
import { limitValue, valueText } from '../../../shared/format/value';
import { dimensionTitle, dimensionWord } from '../../../shared/store/breakdowns';
import { groupLabel } from '../../../shared/store/group';
import { serverNow } from '../../../shared/tick/clock';
import type { AlertRule, RuleNotify } from '../../../shared/wire/alerts';
import type { Alert, KpiDefinition, Status } from '../../../shared/wire/wire';

export type Catalogue = Readonly<Record<string, KpiDefinition>>;

/** The number that it is about; by its rule where it is about none. */
export const titleOf = ({ kpi, name }: Pick<Alert, 'kpi' | 'name'>, catalogue: Catalogue): string =>
  catalogue[kpi]?.title ?? name;

/** Whole desk; Team Network; Priority 1; every team. */
export function whereText({ dimension, group }: Pick<Alert, 'dimension' | 'group'>): string {
  if (dimension === null || group === null) return 'Whole desk';
  if (group === '*') return `Every ${dimensionWord(dimension)}`;
  const label = groupLabel({ dimension: dimension, name: group });
  return dimension === 'priority' || label.startsWith('no ')
    ? label.replace(/^no /, 'No ')
    : `${dimensionTitle(dimension)} ${label}`;
}

/** A number in the KPI's unit; a dash where there is none. */
export const numberText = (value: number | null, definition: KpiDefinition | undefined): string =>
  value === null ? '–' : definition ? valueText(value, definition.presentation.number) : String(value);

const limitNumber = (limit: number, definition: KpiDefinition | undefined): string =>
  definition ? limitValue(limit, definition.presentation) : String(limit);

type Valued = Pick<Alert, 'value' | 'kind' | 'ticket'>;

/** What an alert says: its number; of a ticket when it is due, of a display for how long. */
export function alertValue(alert: Valued, definition: KpiDefinition | undefined, zone: string): string {
  if (alert.ticket) return moment(Date.parse(alert.ticket.dueAt), serverNow(), zone);
  if (alert.kind === 'display' && alert.value !== null) return duration(alert.value);
  return numberText(alert.value, definition);
}

/** The limit that matters now: the one that was crossed, or the critical one ahead of a warning. */
export function limitWords(
  { severity, limit, kind, ticket }: Pick<Alert, 'severity' | 'limit' | 'kind' | 'ticket'>,
  rule: Pick<AlertRule, 'critical' | 'above'> | undefined,
  definition: KpiDefinition | undefined,
): string {
  if (ticket) return 'due';
  if (kind === 'display') return limit === null ? 'no limit' : `limit ${duration(limit)}`;
  const isHigh = rule?.above ?? definition?.better !== 'higher';
  if (severity === 'warning' && rule?.critical)
    return `critical ${isHigh ? 'at' : 'below'} ${limitNumber(rule.critical.at, definition)}`;
  if (limit === null) return 'no limit';
  return `${isHigh ? 'limit' : 'target'} ${limitNumber(limit, definition)}`;
}

export const severityWord = (severity: Status): string => (severity === 'critical' ? 'Critical' : 'Warning');

/** Fires as a warning in 6 min 20 s if it stays at 10 or above. */
export function pendingText(
  alert: Alert,
  rule: AlertRule | undefined,
  definition: KpiDefinition | undefined,
  now: number,
): string {
  const isHigh = rule?.above ?? definition?.better !== 'higher';
  const as = alert.severity === 'critical' ? 'as critical' : 'as a warning';
  const when = alert.next === null ? 'soon' : `in ${duration(Math.max(0, (Date.parse(alert.next) - now) / 1000))}`;
  const stays =
    alert.limit === null
      ? ''
      : isHigh
        ? ` if it stays at ${limitNumber(alert.limit, definition)} or above`
        : ` if it stays below ${limitNumber(alert.limit, definition)}`;
  return `Fires ${as} ${when}${stays}`;
}

const roles: Readonly<Record<string, string>> = {
  viewer: 'All who see the desk',
  member: 'Members',
  manager: 'Managers',
  admin: 'Administrators',
};

/** Team Network; Managers; On call of Network; one person. */
export function recipientText(to: string, names: Readonly<Record<string, string>> = {}): string {
  if (to === 'holder') return 'Who has the ticket';
  const [kind, name = ''] = [to.slice(0, to.indexOf(':')), to.slice(to.indexOf(':') + 1)];
  if (kind === 'role') return roles[name.toLowerCase()] ?? name;
  if (kind === 'team') return `Team ${name}`;
  if (kind === 'oncall') return `On call, ${name}`;
  return names[to] ?? (kind === 'person' ? 'One person' : kind === 'hook' ? 'A hook' : to);
}

/** Whom a rule tells, each once. */
export const recipients = (
  notify: readonly RuleNotify[],
  textOf = recipientText as (to: string) => string,
): string[] =>
  notify.length === 0
    ? ['All who see it']
    : [...new Set(notify.map(({ channel, to }) => (channel === 'display' ? 'Wall displays' : textOf(to))))];

export const channelWord: Readonly<Record<string, string>> = {
  browser: 'browser',
  push: 'push',
  email: 'e-mail',
  webhook: 'webhook',
  display: 'wall displays',
};

/** When it is told again, ms, while nobody takes care of it; null = never. */
export function toldAgainAt({ notice, acknowledged }: Alert, rule: AlertRule | undefined): number | null {
  if (!notice || acknowledged || rule?.repeat == null) return null;
  return Date.parse(notice.at) + rule.repeat * 1000;
}

/** "Overdue is critical: 11 tickets, limit 10". */
export function noticeTitle(
  alert: Pick<Alert, 'kpi' | 'name' | 'dimension' | 'group' | 'severity' | 'value' | 'limit' | 'kind' | 'ticket'>,
  rule: Pick<AlertRule, 'critical' | 'above'> | undefined,
  catalogue: Catalogue,
  zone = 'UTC',
): string {
  const definition = catalogue[alert.kpi];
  const value = alertValue(alert, definition, zone);
  const unit = definition && (value === '1' ? definition.presentation.unit.one : definition.presentation.unit.many);
  const where = alert.group === null ? '' : `, ${whereText(alert)}`;
  const state = alert.severity === 'critical' ? 'critical' : 'at a warning';
  if (alert.ticket) return `${titleOf(alert, catalogue)}${where} is ${state}: due ${value}`;
  return `${titleOf(alert, catalogue)}${where} is ${state}: ${[value, unit].filter(Boolean).join(' ')}, ${limitWords(
    alert,
    rule,
    definition,
  )}`;
}

/** Team Network, of team:Network as the wire has it. */
export function groupText(group: string): string {
  const colon = group.indexOf(':');
  return whereText({ dimension: group.slice(0, colon), group: group.slice(colon + 1) });
}

/** "warning at 5 for 15 min, critical at 10"; "30 min of service time before it is due". */
export function limitsText(rule: AlertRule, definition: KpiDefinition | undefined): string {
  const { warning, critical, above } = rule;
  if (rule.of === 'due' || rule.of === 'response')
    return rule.before
      ? `${duration(rule.before)} ${rule.clock ? '' : 'of service time '}before it is due`
      : 'when it is due';
  const isTime = rule.kind === 'display' || rule.of === 'age';
  const one = (word: string, level: AlertRule['warning']): string[] =>
    level
      ? [
          `${word} ${above ? 'at' : 'below'} ${isTime ? duration(level.at) : limitNumber(level.at, definition)}${
            level.for > 0 ? ` for ${duration(level.for)}` : ''
          }`,
        ]
      : [];
  const ahead = warning?.ahead ?? critical?.ahead;
  return (
    [
      ...one('warning', warning),
      ...one('critical', critical),
      ...(ahead ? [`${duration(ahead)} ahead by the clock alone`] : []),
    ].join(', ') || '–'
  );
}

const watches: Readonly<Record<string, string>> = {
  due: 'Tickets due',
  response: 'Answers due',
  count: 'Tickets counted',
  age: 'Reading of the ITSM',
  leftOut: 'Rows left out',
  offline: 'Displays offline',
  frozen: 'Displays frozen',
};

/** What a rule watches: its number, or what stands for it. */
export const watchesText = (rule: AlertRule, catalogue: Catalogue): string =>
  rule.of ? `${watches[rule.of]}${rule.filter ? `: ${rule.filter}` : ''}` : titleOf(rule, catalogue);

/** When somebody is told. */
export const hoursText = (hours: AlertRule['hours']): string =>
  hours === 'always' ? 'always' : hours === 'service' ? 'service hours' : 'own hours';
