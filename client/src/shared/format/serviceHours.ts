import { dateFormat } from './dateFormat';

/** Days as a desk names them in its service hours, from Monday. */
export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** 5 January 1970 was a Monday. */
const short = (day: number): string => dateFormat('UTC', { weekday: 'short' }).format(Date.UTC(1970, 0, 5 + day));

/**
 * The desk's service hours, days that have the same together: ["Mon–Thu 08:00–12:00, 13:00–18:00", "Fri 08:00–12:00"].
 * What is no day of the week (24 × 7, a number of holidays) stays as it stands.
 */
export function serviceHours(text: string | undefined): string[] {
  const runs: { from: number; to: number; hours: string }[] = [],
    others: string[] = [];
  for (const part of (text || '24 × 7').split('; ')) {
    const [name = '', ...hours] = part.split(' ');
    const day = weekdays.indexOf(name),
      last = runs[runs.length - 1];
    if (day < 0) others.push(part);
    else if (last && last.to === day - 1 && last.hours === hours.join(' ')) last.to = day;
    else runs.push({ from: day, to: day, hours: hours.join(' ') });
  }
  return [
    ...runs.map(({ from, to, hours }) => `${short(from)}${from === to ? '' : `–${short(to)}`} ${hours}`),
    ...others,
  ];
}
