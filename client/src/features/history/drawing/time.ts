import { dateFormat } from '../../../shared/format/dateFormat';
import { clock, date } from '../../../shared/format/time';
import { instant, startOfDay, wall } from '../../../shared/format/zone';
import { day, hour, type Span } from '../address/range';

/** A mark of the time axis; without a text it is a short one. */
export interface TimeMark {
  at: number;
  text: string | null;
}

const minute = 60_000;

const monthText = (at: number, zone: string): string =>
  new Date(wall(at, zone)).getUTCMonth() === 0
    ? dateFormat(zone, { year: 'numeric' }).format(at)
    : dateFormat(zone, { month: 'short' }).format(at);

/** Mon 2 Nov. */
export const dayText = (at: number, zone: string): string =>
  `${dateFormat(zone, { weekday: 'short' }).format(at)} ${date(at, zone)}`;

/** Instants of the desk's wall clock, each some hours or minutes, within a span. */
function byClock({ from, to }: Span, zone: string, length: number): number[] {
  const found: number[] = [];
  for (let shown = Math.ceil(wall(from, zone) / length) * length; ; shown += length) {
    const at = instant(shown, zone);
    if (at > to) return found;
    if (at >= from && at > (found.at(-1) ?? -Infinity)) found.push(at);
  }
}

/** The desk's midnights within a span. */
export const midnights = (span: Span, zone: string): number[] => byClock(span, zone, day);

/** The first days of months within a span, each so many months. */
function firsts({ from, to }: Span, zone: string, each: number): number[] {
  const found: number[] = [];
  const begin = new Date(wall(from, zone));
  let place = Math.floor(begin.getUTCMonth() / each) * each;
  for (;;) {
    const at = instant(Date.UTC(begin.getUTCFullYear(), place, 1), zone);
    if (at > to) return found;
    if (at >= from) found.push(at);
    place += each;
  }
}

const weekday = (at: number, zone: string): number => new Date(wall(at, zone)).getUTCDay();

/** Steps of the axis, the finest first: how long one is, and what it marks. */
const steps: readonly { length: number; marks: (span: Span, zone: string) => TimeMark[] }[] = [
  ...[minute, 5 * minute, 15 * minute, hour, 3 * hour, 6 * hour, 12 * hour].map((length) => ({
    length,
    marks: (span: Span, zone: string): TimeMark[] =>
      byClock(span, zone, length).map((at) => ({
        at,
        text: clock(at, zone) === '00:00' ? dayText(at, zone) : clock(at, zone),
      })),
  })),
  { length: day, marks: (span, zone) => midnights(span, zone).map((at) => ({ at, text: dayText(at, zone) })) },
  { length: 3.5 * day, marks: (span, zone) => someDays(span, zone, [1, 4]) },
  { length: 7 * day, marks: (span, zone) => someDays(span, zone, [1]) },
  { length: 14 * day, marks: (span, zone) => secondMondays(span, zone) },
  ...[1, 3, 12].map((each) => ({
    length: each * 30 * day,
    marks: (span: Span, zone: string): TimeMark[] =>
      firsts(span, zone, each).map((at) => ({ at, text: monthText(at, zone) })),
  })),
];

/** A mark each day, with a word at some days of the week. */
const someDays = (span: Span, zone: string, days: readonly number[]): TimeMark[] =>
  midnights(span, zone).map((at) => ({ at, text: days.includes(weekday(at, zone)) ? dayText(at, zone) : null }));

const secondMondays = (span: Span, zone: string): TimeMark[] =>
  someDays(span, zone, [1]).map(({ at, text }) => ({
    at,
    text: text !== null && Math.round(at / (7 * day)) % 2 === 0 ? text : null,
  }));

/** The marks of a time axis that has room for so many texts. */
export function timeMarks(span: Span, zone: string, most: number): TimeMark[] {
  const length = span.to - span.from;
  const step = steps.find((one) => length / one.length <= most) ?? steps.at(-1)!;
  return step.marks(span, zone);
}

/** The weekends of a span of up to a hundred days: what is longer has too many. */
export function weekends(span: Span, zone: string): Span[] {
  if (span.to - span.from > 100 * day) return [];
  const found: Span[] = [];
  for (let at = startOfDay(span.from, zone); at < span.to; at = startOfDay(at, zone, 1)) {
    const number = weekday(at, zone),
      last = found.at(-1);
    if (number === 6 || (number === 0 && !last)) found.push({ from: at, to: startOfDay(at, zone, 1) });
    else if (number === 0) last!.to = startOfDay(at, zone, 1);
  }
  return found.map(({ from, to }) => ({ from: Math.max(from, span.from), to: Math.min(to, span.to) }));
}

/** An instant of the chart in words: Wed 4 Nov 13:00; a day's without the time, another year's with it. */
export function instantText(at: number, zone: string, isDay: boolean, now: number): string {
  const years = new Date(wall(at, zone)).getUTCFullYear();
  const year = years === new Date(wall(now, zone)).getUTCFullYear() ? '' : ` ${years}`;
  return `${dayText(at, zone)}${year}${isDay ? '' : ` ${clock(at, zone)}`}`;
}

/** Tue 27 Oct 10:42 to now. */
export function spanText(span: Span, toNow: boolean, zone: string, now: number): string {
  const isLong = span.to - span.from > 100 * day;
  const from = instantText(span.from, zone, isLong, now);
  if (toNow) return `${from} to now`;
  const isSameDay = startOfDay(span.from, zone) === startOfDay(span.to - 1, zone);
  return `${from} to ${isSameDay ? clock(span.to, zone) : instantText(span.to, zone, isLong, now)}`;
}
