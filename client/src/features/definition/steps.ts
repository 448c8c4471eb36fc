import type { KpiResult } from '../../shared/wire/wire';

/**
 * A station of a change on its way from the ITSM to this screen; `after`: seconds since the one before, null where that
 * tells nothing.
 */
export interface Step {
  name: string;
  at: number;
  after: number | null;
}

/**
 * A result said again holds a stamp of long ago, and a page may open long after a change: such time was not spent on
 * the way.
 */
const longest = 600,
  longestToScreen = 10;

const screen = 'On this screen';

/** The way of the newest change behind a number, station by station. */
export function stepsOf(
  result: Pick<KpiResult, 'changedAt' | 'readAt' | 'asOf' | 'moved'>,
  receivedAt: number | null,
): Step[] {
  const stamped = result.changedAt ? Date.parse(result.changedAt) : null,
    moved = result.moved?.byClock ? Date.parse(result.moved.at) : null;
  const read = Date.parse(result.readAt),
    computed = Date.parse(result.asOf);
  const stations: [string, number][] = [];
  if (moved !== null && moved > (stamped ?? 0)) stations.push(['Moved by the clock', moved]);
  else if (stamped !== null) stations.push(['Stamped in the ITSM', stamped]);
  // From the cache comes the newest poll, which found nothing newer: not the one that brought the change.
  if (read <= computed && (moved === null || moved <= read)) stations.push(['Read from the ITSM', read]);
  stations.push(['Computed', computed]);
  if (receivedAt !== null) stations.push([screen, receivedAt]);
  return stations.map(([name, at], place) => {
    const before = stations[place - 1]?.[1];
    const after = before === undefined ? null : (at - before) / 1000;
    return {
      name,
      at,
      after: after === null || after > (name === screen ? longestToScreen : longest) ? null : Math.max(0, after),
    };
  });
}

/** Seconds from the first station to the last; null where a part of the way is not known. */
export const wayOf = (steps: readonly Step[]): number | null =>
  steps.length < 3 || steps.slice(1).some((step) => step.after === null)
    ? null
    : steps.slice(1).reduce((sum, step) => sum + step.after!, 0);
