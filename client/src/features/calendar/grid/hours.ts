import { weekdays } from '../../../shared/format/serviceHours';
import { weekday, type Day } from '../../../shared/schedule/zone';

/** The desk's service hours as the calendar draws them. */
export interface Hours {
  /** First and last hour of service in the week. */
  first: number;
  last: number;
  /** The parts of a day outside service, in minutes. */
  closed(day: Day): readonly (readonly [number, number])[];
}

const always: Hours = { first: 8, last: 18, closed: () => [] };
const minutes = (text: string): number => {
  const [h, m] = text.split(':').map(Number);
  return h! * 60 + m!;
};

/**
 * Reads service hours as the desk says them: "Monday 08:00–12:00, 13:00–18:00; Tuesday …". Around the clock: nothing is
 * shaded.
 */
export function readHours(text: string | undefined): Hours {
  const week: (readonly [number, number])[][] = Array.from({ length: 7 }, () => []);
  for (const part of (text ?? '').split(';')) {
    const match = /^\s*(\w+day) (.+)$/.exec(part);
    const index = match ? weekdays.indexOf(match[1]!) : -1;
    if (index < 0) continue;
    for (const [, from, to] of match![2]!.matchAll(/(\d\d:\d\d)[–-](\d\d:\d\d)/g))
      week[index]!.push([minutes(from!), minutes(to!)]);
  }
  const parts = week.flat();
  if (parts.length === 0) return always;
  return {
    first: Math.min(...parts.map(([from]) => from)) / 60,
    last: Math.max(...parts.map(([, to]) => to)) / 60,
    closed(day) {
      const closed: [number, number][] = [];
      let from = 0;
      for (const [start, end] of week[weekday(day)]!) {
        if (start > from) closed.push([from, start]);
        from = end;
      }
      if (from < 1440) closed.push([from, 1440]);
      return closed;
    },
  };
}
