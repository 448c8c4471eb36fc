import { dateFormat } from './dateFormat';

const day = 86_400_000;

const parts = (zone: string, options: Intl.DateTimeFormatOptions, at: number): Record<string, string> =>
  Object.fromEntries(
    dateFormat(zone, options)
      .formatToParts(at)
      .map((p) => [p.type, p.value]),
  );

/** 10:41 in the desk's zone. */
export function clock(at: number, zone: string): string {
  const p = parts(zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, at);
  return `${p['hour']}:${p['minute']}`;
}

/** 10:41:33. */
export function clockSeconds(at: number, zone: string): string {
  const p = parts(zone, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }, at);
  return `${p['hour']}:${p['minute']}:${p['second']}`;
}

const weekday = (at: number, zone: string): string => parts(zone, { weekday: 'short' }, at)['weekday'] ?? '';

/** Tuesday. */
export const longWeekday = (at: number, zone: string): string => parts(zone, { weekday: 'long' }, at)['weekday'] ?? '';

/** 23 Nov. */
export function date(at: number, zone: string): string {
  const p = parts(zone, { day: 'numeric', month: 'short' }, at);
  return `${p['day']} ${p['month']}`;
}

/** Mon 16:21. */
export const weekdayClock = (at: number, zone: string): string => `${weekday(at, zone)} ${clock(at, zone)}`;

/** Days since the epoch, in the zone: to tell today from other days. */
function dayNumber(at: number, zone: string): number {
  const p = parts(
    zone,
    {
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      numberingSystem: 'latn',
      calendar: 'gregory',
    } as Intl.DateTimeFormatOptions,
    at,
  );
  return Date.UTC(Number(p['year']), Number(p['month']) - 1, Number(p['day'])) / day;
}

/** Today bare (10:41), six days by weekday (Mon 16:21), then the date (23 Nov 16:21). */
export function moment(at: number, now: number, zone: string): string {
  const days = dayNumber(now, zone) - dayNumber(at, zone);
  if (days === 0) return clock(at, zone);
  return `${days > 0 && days < 7 ? weekday(at, zone) : date(at, zone)} ${clock(at, zone)}`;
}

/** Short name of the zone: CET, UTC, GMT+5:30. */
export const zoneName = (at: number, zone: string): string =>
  parts(zone, { hour: 'numeric', timeZoneName: 'short' }, at)['timeZoneName'] ?? zone;

/** The day of the header's clock: Tue 24 Nov. */
export const headerDay = (at: number, zone: string): string => `${weekday(at, zone)} ${date(at, zone)}`;

/** The header's clock names the zone: 10:42:07 CET. */
export const headerClock = (at: number, zone: string): string => `${clockSeconds(at, zone)} ${zoneName(at, zone)}`;

/** A time in a column: with its weekday within a week, else with its date, and with its year where that is another. */
export function columnTime(at: number, now: number, zone: string): string {
  if (Math.abs(now - at) < 6 * day) return weekdayClock(at, zone);
  const year = Math.abs(now - at) > 300 * day ? ` ${parts(zone, { year: 'numeric' }, at)['year']}` : '';
  return `${date(at, zone)}${year} ${clock(at, zone)}`;
}

/** A day by its full name: Tuesday 24 November 2026. */
export function longDay(at: number, zone: string): string {
  const p = parts(zone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }, at);
  return `${p['weekday']} ${p['day']} ${p['month']} ${p['year']}`;
}
