import { dateFormat } from '../format/dateFormat';
import { instant, wall as shownAt } from '../format/zone';

/** A day of the desk's own calendar. */
export interface Day {
  year: number;
  month: number;
  day: number;
}

/** The wall time of an instant in a zone: its day, and minutes since the day's 00:00 by the wall clock. */
export function wall(at: number, zone: string): Day & { minutes: number } {
  const shown = new Date(shownAt(at, zone));
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    minutes: shown.getUTCHours() * 60 + shown.getUTCMinutes() + shown.getUTCSeconds() / 60,
  };
}

export const plusDays = ({ year, month, day }: Day, days: number): Day => {
  const at = new Date(Date.UTC(year, month - 1, day + days));
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
};

const number = ({ year, month, day }: Day): number => Date.UTC(year, month - 1, day) / 86_400_000;

export const daysBetween = (from: Day, to: Day): number => number(to) - number(from);

export const sameDay = (a: Day, b: Day): boolean => number(a) === number(b);

/** 0 = Monday. */
export const weekday = (day: Day): number => (number(day) + 3) % 7;

export const monday = (day: Day): Day => plusDays(day, -weekday(day));

/** ISO 8601 week number: the week of the year's first Thursday is week 1. */
export function weekNumber(day: Day): number {
  const thursday = plusDays(monday(day), 3);
  return 1 + Math.floor(daysBetween({ year: thursday.year, month: 1, day: 1 }, thursday) / 7);
}

export const dayText = ({ year, month, day }: Day): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

export function readDay(text: string | null): Day | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text ?? '');
  return match ? { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) } : null;
}

/** The first instant of a day in a zone, ms: where a clock change skips midnight, the first instant after it. */
export const startOf = (day: Day, zone: string): number => instant(Date.UTC(day.year, day.month - 1, day.day), zone);

/** The middle of a day, for names of days and months: no zone moves it to another day. */
const noon = ({ year, month, day }: Day): Date => new Date(Date.UTC(year, month - 1, day, 12));

const name = (day: Day, options: Intl.DateTimeFormatOptions): string => dateFormat('UTC', options).format(noon(day));

export const dayName = (day: Day): string => `${name(day, { weekday: 'short' })} ${day.day}`;
export const longDay = (day: Day): string =>
  `${name(day, { weekday: 'long' })} ${day.day} ${name(day, { month: 'long' })}`;
export const monthName = (day: Day): string => name(day, { month: 'long', year: 'numeric' });
export const weekdayName = (day: Day): string => name(day, { weekday: 'short' });
export const dayAndMonth = (day: Day): string => `${day.day} ${name(day, { month: 'long' })}`;
export const dayShort = (day: Day): string => `${day.day} ${name(day, { month: 'short' })}`;
