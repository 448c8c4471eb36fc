import type { View } from './address';
import {
  daysBetween,
  dayAndMonth,
  dayName,
  dayShort,
  longDay,
  monday,
  monthName,
  plusDays,
  weekday,
  type Day,
} from '../../../shared/schedule/zone';

/** The days a view shows. */
export interface Range {
  first: Day;
  days: number;
}

const fortnight = 14;

const firstOf = (day: Day): Day => ({ ...day, day: 1 });

/** The first of the month after (1) or before (-1). */
const otherMonth = (day: Day, by: -1 | 1): Day => firstOf(plusDays(firstOf(day), by < 0 ? -1 : 31));

export function range(view: View, day: Day): Range {
  const month = firstOf(day);
  switch (view) {
    case 'month':
      return {
        first: monday(month),
        days: Math.ceil((weekday(month) + daysBetween(month, otherMonth(day, 1))) / 7) * 7,
      };
    case 'week':
      return { first: monday(day), days: 7 };
    case 'day':
      return { first: day, days: 1 };
    case 'agenda':
      return { first: day, days: fortnight };
  }
}

/** Where a step leads: a month, a week, a day, or two weeks. */
export const stepped = (view: View, day: Day, by: -1 | 1): Day =>
  view === 'month' ? otherMonth(day, by) : plusDays(day, by * range(view, day).days);

export function title(view: View, day: Day): string {
  const { first, days } = range(view, day),
    last = plusDays(first, days - 1);
  if (view === 'month') return monthName(day);
  if (view === 'day') return `${longDay(day)} ${day.year}`;
  const from = first.month === last.month ? `${first.day}` : dayAndMonth(first),
    fromYear = first.year === last.year ? '' : ` ${first.year}`;
  return `${from}${fromYear} to ${dayAndMonth(last)} ${last.year}`;
}

/** The same where there is little room: this year goes without saying. */
export function shortTitle(view: View, day: Day, today: Day): string {
  const { first, days } = range(view, day),
    last = plusDays(first, days - 1),
    year = last.year === today.year ? '' : ` ${last.year}`;
  if (view === 'month') return monthName(day);
  if (view === 'day') return `${dayName(day)} ${dayShort(day).split(' ')[1]}${year}`;
  return `${first.month === last.month ? first.day : dayShort(first)} to ${dayShort(last)}${year}`;
}
