const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string): Intl.DateTimeFormat {
  let found = formats.get(zone);
  if (!found)
    formats.set(
      zone,
      (found = new Intl.DateTimeFormat('en-GB', {
        timeZone: zone,
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
        hourCycle: 'h23',
        calendar: 'gregory',
        numberingSystem: 'latn',
      })),
    );
  return found;
}

/** What a clock on the zone's wall shows at an instant, as the milliseconds that UTC's clock would show it at. */
export function wall(at: number, zone: string): number {
  const p = Object.fromEntries(
    format(zone)
      .formatToParts(at)
      .map((part) => [part.type, Number(part.value)]),
  );
  return Date.UTC(p['year']!, p['month']! - 1, p['day']!, p['hour']!, p['minute']!, p['second']!);
}

const day = 86_400_000;
const offset = (at: number, zone: string): number => wall(at, zone) - Math.floor(at / 1000) * 1000;

/** The instant of a wall time: one that a clock change skips moves forward, one that it repeats means the first. */
export function instant(shown: number, zone: string): number {
  const [before, after] = [shown - offset(shown - day, zone), shown - offset(shown + day, zone)];
  return [before, after].toSorted((a, b) => a - b).find((at) => wall(at, zone) === shown) ?? before;
}

/** An instant as a field of local time has it: 2026-11-24T10:42. */
export const localText = (at: number, zone: string): string => new Date(wall(at, zone)).toISOString().slice(0, 16);

/** The instant that a field of local time means in a zone, ms; null where it holds no time. */
export function instantOf(text: string, zone: string): number | null {
  const shown = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(text) ? Date.parse(`${text}Z`) : NaN;
  return Number.isNaN(shown) ? null : instant(shown, zone);
}

/** The first instant of the day that an instant lies in, or of one some days later, ms. */
export const startOfDay = (at: number, zone: string, later = 0): number =>
  instant((Math.floor(wall(at, zone) / day) + later) * day, zone);

/** Whose time it is: Paris time, UTC. */
export function zoneTime(zone: string): string {
  const place = zone.split('/').pop()!.replaceAll('_', ' ');
  return zone.includes('/') && !zone.startsWith('Etc/') ? `${place} time` : place;
}
