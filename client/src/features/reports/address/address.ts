import { dimensionTitle, furtherNow, mayBeFurther } from '../../../shared/store/breakdowns';
import { conditionsOf, filterText, type Condition } from '../../../shared/filter/filters';
import { meant } from '../../../shared/filter/spans';
import { daysOf, periods, usualPeriod, type Days, type Period } from './period';

/** What every report shows: all of it stands in the page's address, so that a link shows the same. */
export interface ReportAddress {
  period: Period;
  conditions: readonly Condition[];
  isTable: boolean;
  /** The patterns that are tables while the others are charts. */
  tables: readonly PatternId[];
  /** What the flow goes by. */
  steps: readonly string[];
  /** What the service level is broken down by. */
  by: string;
  /** Which tickets a list holds. */
  of: Of;
}

/** The patterns, called as the server calls them; so is the part of the page's address that leads to one. */
export const patterns = ['arrivals', 'durations', 'ageing', 'sla'] as const;
export type PatternId = (typeof patterns)[number];

/** What the flow of every desk can go by, in words. */
const usualStepTitles: Readonly<Record<string, string>> = {
  channel: 'Channel',
  category: 'Category',
  team: 'Team',
  location: 'Location',
  priority: 'Priority',
  kind: 'Kind',
  service: 'Service',
  ending: 'Outcome',
};

export const usualSteps: readonly string[] = ['channel', 'category', 'team', 'ending'];
const usualSlaBy: readonly string[] = ['location', 'team', 'category', 'priority', 'kind'];

/** What the flow of this desk can go by. */
export const stepsNow = (): string[] => [...Object.keys(usualStepTitles), ...furtherNow().map(({ name }) => name)];

/** What the service level of this desk is told by. */
export const slaByNow = (): string[] => [...usualSlaBy, ...furtherNow().map(({ name }) => name)];

/** Whether the flow of some desk can go by it. */
export const isStep = (name: string): boolean => name in usualStepTitles || mayBeFurther(name);

export const stepTitle = (name: string): string => usualStepTitles[name] ?? dimensionTitle(name);

/** Which tickets of a period a list holds: opened, resolved or first responded to in it, or open as of its end. */
export type Of = 'opened' | 'resolved' | 'responded' | 'open';
const lists: readonly Of[] = ['opened', 'resolved', 'responded', 'open'];

const isDay = (text: string | null): text is string => text !== null && /^\d{4}-\d\d-\d\d$/.test(text);

export function readPeriod(parameters: URLSearchParams): Period {
  const from = parameters.get('from'),
    to = parameters.get('to');
  if (isDay(from) && isDay(to) && from <= to) return { from, to };
  return periods.find(({ id }) => id === parameters.get('period'))?.id ?? usualPeriod;
}

/** Reads the address's search part: `?period=7d&filter=team%20in%20(Network)&steps=channel,team,ending&table=1`. */
export function readAddress(search: string): ReportAddress {
  const parameters = new URLSearchParams(search);
  const steps = [...new Set((parameters.get('steps') ?? '').split(',').filter(isStep))];
  const by = parameters.get('by') ?? '';
  const table = (parameters.get('table') ?? '').split(',');
  return {
    period: readPeriod(parameters),
    conditions: conditionsOf(parameters.get('filter') ?? ''),
    isTable: table.includes('1'),
    tables: patterns.filter((id) => table.includes(id)),
    steps: steps.length >= 2 && steps.length <= 5 ? steps : usualSteps,
    by: usualSlaBy.includes(by) || mayBeFurther(by) ? by : 'location',
    of: lists.find((of) => of === parameters.get('of')) ?? 'opened',
  };
}

/** The address's search part, empty where all is as at first. */
export function writeAddress({ period, conditions, isTable, tables, steps, by, of }: ReportAddress): string {
  const parameters = new URLSearchParams();
  if (typeof period !== 'string') {
    parameters.set('from', period.from);
    parameters.set('to', period.to);
  } else if (period !== usualPeriod) parameters.set('period', period);
  if (conditions.length > 0) parameters.set('filter', filterText(conditions));
  if (steps.join() !== usualSteps.join()) parameters.set('steps', steps.join());
  if (by !== 'location') parameters.set('by', by);
  if (of !== 'opened') parameters.set('of', of);
  if (isTable) parameters.set('table', '1');
  else if (tables.length > 0) parameters.set('table', tables.join());
  const text = parameters.toString().replaceAll('%2C', ',');
  return text ? `?${text}` : '';
}

/** The part of an address that all reports share: what one takes along to another tab. */
export const sharedPart = ({ period, conditions }: ReportAddress): string =>
  writeAddress({ period, conditions, isTable: false, tables: [], steps: usualSteps, by: 'location', of: 'opened' });

/** Whether a pattern is shown as a table. */
export const isTableOf = ({ isTable, tables }: ReportAddress, id: PatternId): boolean => isTable || tables.includes(id);

/** The other way to show one pattern; the others stay as they are. */
export function turned(address: ReportAddress, id: PatternId): Pick<ReportAddress, 'isTable' | 'tables'> {
  const tables = patterns.filter((one) => isTableOf(address, one) !== (one === id));
  return { isTable: tables.length === patterns.length, tables };
}

/** What the server is asked for. */
export interface Asked {
  days: Days;
  filter: string;
}

/** Period and filter as they are asked for at a moment. */
export const askedOf = ({ period, conditions }: ReportAddress, now: number, zone: string): Asked => ({
  days: daysOf(period, now, zone),
  filter: filterText(conditions.map((condition) => meant(condition, now, zone))),
});

/** Their part of a question to the server. */
export function queryOf({ days, filter }: Asked): URLSearchParams {
  const query = new URLSearchParams({ from: days.from, to: days.to });
  if (filter) query.set('filter', filter);
  return query;
}
