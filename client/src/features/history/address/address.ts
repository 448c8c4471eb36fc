import { mayBeFurther, usualDimensions } from '../../../shared/store/breakdowns';
import { groupKey } from '../../../shared/kpi/historyOf';
import type { Group } from '../../../shared/store/desk';
import type { Dimension } from '../../../shared/wire/wire';
import { ranges, usualRange, type Range } from './range';

/** One line of the chart: a KPI, of the whole desk or of a group. */
export interface Shown {
  kpi: string;
  group: Group | null;
}

/** What the page shows: all of it stands in its address, so that a link shows the same. */
export interface HistoryAddress {
  range: Range;
  group: Group | null;
  /** Up to three more lines. */
  others: readonly Shown[];
  /** Small multiples by this breakdown; null = the first that the KPI has. */
  by: Dimension | null;
  isTable: boolean;
  /** Same time last week; null = where the range is 28 days at most. */
  lastWeek: boolean | null;
}

/** At most so many lines beside the first. */
export const mostOthers = 3;

const asDimension = (text: string): Dimension | null =>
  usualDimensions.includes(text) || mayBeFurther(text) ? text : null;

/** `team:Network` as a group; null where it is none. */
export function readGroup(text: string): Group | null {
  const end = text.indexOf(':'),
    dimension = end < 0 ? null : asDimension(text.slice(0, end)),
    name = text.slice(end + 1);
  return dimension && name ? { dimension, name } : null;
}

/** `overdue`, `overdue@team:Network`. */
export function readShown(text: string): Shown | null {
  const end = text.indexOf('@'),
    kpi = end < 0 ? text : text.slice(0, end),
    group = end < 0 ? null : readGroup(text.slice(end + 1));
  return kpi && (end < 0 || group) ? { kpi, group } : null;
}

export const writeShown = ({ kpi, group }: Shown): string => (group ? `${kpi}@${groupKey(group)}` : kpi);

function readRange(parameters: URLSearchParams): Range {
  const from = Date.parse(parameters.get('from') ?? ''),
    end = parameters.get('to'),
    to = end === null || end === 'now' ? null : Date.parse(end);
  if (!Number.isNaN(from) && (to === null || to > from)) return { from, to };
  return ranges.find(({ id }) => id === parameters.get('range'))?.id ?? usualRange;
}

/** Reads the address's search part: `?range=7d&group=team:Network&with=overdue@team:Servers&by=location&table=1`. */
export function readAddress(text: string): HistoryAddress {
  const parameters = new URLSearchParams(text),
    week = parameters.get('week');
  return {
    range: readRange(parameters),
    group: readGroup(parameters.get('group') ?? ''),
    others: parameters
      .getAll('with')
      .map(readShown)
      .filter((one) => one !== null)
      .slice(0, mostOthers),
    by: asDimension(parameters.get('by') ?? ''),
    isTable: parameters.get('table') === '1',
    lastWeek: week === '1' ? true : week === '0' ? false : null,
  };
}

/** 2026-11-04T09:00:00Z: an instant without its milliseconds. */
export const isoOf = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

/** The address's search part, empty where all is as at first. */
export function writeAddress({ range, group, others, by, isTable, lastWeek }: HistoryAddress): string {
  const parts = [
    typeof range === 'string'
      ? range !== usualRange && `range=${range}`
      : `from=${isoOf(range.from)}&to=${range.to === null ? 'now' : isoOf(range.to)}`,
    group && `group=${encodeURIComponent(groupKey(group))}`,
    ...others.map((one) => `with=${encodeURIComponent(writeShown(one))}`),
    by && `by=${by}`,
    isTable && 'table=1',
    lastWeek !== null && `week=${lastWeek ? 1 : 0}`,
  ].filter(Boolean);
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}
