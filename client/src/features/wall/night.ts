import { clock } from '../../shared/format/time';

/** Hours of the desk's day, from and to, 20.5 = 20:30; null = never dim. */
export type Night = readonly [from: number, to: number] | null;

const usual: Night = [20, 6];

/** The night of this display: `/tv?night=22-5`, `/tv?night=off`; 20 to 6 where it does not say. */
export function nightOf(search: string): Night {
  const asked = new URLSearchParams(search).get('night');
  if (asked === 'off') return null;
  const match = /^(\d{1,2})-(\d{1,2})$/.exec(asked ?? '');
  const from = Number(match?.[1]),
    to = Number(match?.[2]);
  return match && from < 24 && to <= 24 && from !== to ? [from, to] : usual;
}

/** A time of day as hours: 20:30 is 20.5. */
export function hoursOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) + (minutes ?? 0) / 60;
}

export function isNight(now: number, zone: string, night: Night): boolean {
  if (night === null) return false;
  const hour = hoursOf(clock(now, zone)),
    [from, to] = night;
  return from < to ? hour >= from && hour < to : hour >= from || hour < to;
}
