import { date } from '../../../shared/format/time';
import { instantOf, localText, startOfDay } from '../../../shared/format/zone';

/** Whole days of the desk, both included, as the server is asked for them: 2026-10-27. */
export interface Days {
  from: string;
  to: string;
}

/** The periods that have a name; all end with yesterday, the last day that is over. */
export const periods = [
  { id: '7d', text: '7 days', days: 7 },
  { id: '28d', text: '28 days', days: 28 },
  { id: '90d', text: '90 days', days: 90 },
  { id: 'month', text: 'Last month', days: 0 },
] as const;
export type PeriodId = (typeof periods)[number]['id'];

export type Period = PeriodId | Days;

export const usualPeriod: PeriodId = '28d';

/** The server reads so many days at most. */
export const mostDays = 3660;

const dayOf = (at: number, zone: string): string => localText(at, zone).slice(0, 10);

/** Days since the epoch, for reckoning with days alone. */
const number = (day: string): number => Date.parse(`${day}T00:00Z`) / 86_400_000;
const text = (days: number): string => new Date(days * 86_400_000).toISOString().slice(0, 10);

/** How many days a period has. */
export const lengthOf = ({ from, to }: Days): number => number(to) - number(from) + 1;

/** The days that a period has, at an instant. */
export function daysOf(period: Period, now: number, zone: string): Days {
  if (typeof period !== 'string') return period;
  const today = dayOf(now, zone);
  if (period === 'month') {
    const first = number(`${today.slice(0, 7)}-01`);
    return { from: `${text(first - 1).slice(0, 7)}-01`, to: text(first - 1) };
  }
  const { days } = periods.find(({ id }) => id === period)!;
  return { from: text(number(today) - days), to: text(number(today) - 1) };
}

/** What is wrong with days of one's own; null = nothing. */
export function faultOf({ from, to }: Days, now: number, zone: string): string | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(from) || !/^\d{4}-\d\d-\d\d$/.test(to)) return 'Give both a first and a last day.';
  if (from > to) return 'The first day must not lie after the last one.';
  if (from > dayOf(now, zone)) return 'The first day must not lie in the future.';
  return lengthOf({ from, to }) > mostDays ? `At most ${mostDays} days at once.` : null;
}

/** The same number of days before (-1) or after (1); a month is moved by months. */
export function movedBy(days: Days, way: -1 | 1): Days {
  const isMonth = days.from.endsWith('-01') && text(number(days.to) + 1).endsWith('-01') && lengthOf(days) <= 31;
  if (isMonth) {
    const first = way < 0 ? `${text(number(days.from) - 1).slice(0, 7)}-01` : text(number(days.to) + 1);
    const next = `${text(number(first) + 32).slice(0, 7)}-01`;
    return { from: first, to: text(number(next) - 1) };
  }
  const by = way * lengthOf(days);
  return { from: text(number(days.from) + by), to: text(number(days.to) + by) };
}

/** 27 Oct to 23 Nov; the year where it is another than now. */
export function daysText({ from, to }: Days, now: number, zone: string): string {
  const year = dayOf(now, zone).slice(0, 4);
  const one = (day: string): string => {
    const shown = date(number(day) * 86_400_000, 'UTC');
    return day.startsWith(year) ? shown : `${shown} ${day.slice(0, 4)}`;
  };
  return from === to ? one(from) : `${one(from)} to ${one(to)}`;
}

/** From when until when the days last, ms. */
export function instantsOf({ from, to }: Days, zone: string): { from: number; to: number } {
  return {
    from: instantOf(`${from}T00:00`, zone) ?? 0,
    to: startOfDay(instantOf(`${to}T00:00`, zone) ?? 0, zone, 1),
  };
}
