import { decimal, padded, whole } from './number';

/** A piece of a shown value: a number, or the letters of its unit. */
export interface Part {
  text: string;
  unit: boolean;
}

const minute = 60,
  hour = 3600,
  day = 86400;

const part = (number: string, unit: string): Part[] => [
  { text: number, unit: false },
  { text: unit, unit: true },
];

function pair(total: number, big: number, bigUnit: string, small: number, smallUnit: string, pad: boolean): Part[] {
  const first = Math.floor(total / big),
    second = Math.floor((total - first * big) / small);
  if (second === 0) return part(whole(first), bigUnit);
  return [...part(whole(first), bigUnit), ...part(pad ? padded(second) : whole(second), smallUnit)];
}

/** Two largest units, cut (never rounded up over a limit): 52 d 3 h, 4 h 02 min, 3 min 27 s, 34 s. */
export function durationParts(seconds: number): Part[] {
  const s = Math.max(0, Math.floor(seconds));
  if (s >= day) return pair(s, day, 'd', hour, 'h', false);
  if (s >= hour) return pair(s, hour, 'h', minute, 'min', true);
  if (s >= minute) return pair(s, minute, 'min', 1, 's', true);
  return part(whole(s), 's');
}

/**
 * Service time: hours, never days, since a service day has not 24 of them; no minutes from 100 h, no seconds from 10
 * min.
 */
export function serviceParts(seconds: number): Part[] {
  const s = Math.max(0, Math.floor(seconds));
  if (s >= 100 * hour) return part(whole(Math.floor(s / hour)), 'h');
  if (s >= hour) return pair(s, hour, 'h', minute, 'min', true);
  if (s >= 10 * minute) return part(whole(Math.floor(s / minute)), 'min');
  return durationParts(s);
}

export const text = (parts: readonly Part[]): string => parts.map((p) => p.text).join(' ');

/** 3 min 05 s. */
export const duration = (seconds: number): string => text(durationParts(seconds));

/** One unit: 12 s, 47 min, 3 h, 2 d. */
export function age(seconds: number): string {
  const s = Math.max(0, Math.floor(seconds));
  if (s < minute) return `${whole(s)} s`;
  if (s < hour) return `${whole(Math.floor(s / minute))} min`;
  if (s < day) return `${whole(Math.floor(s / hour))} h`;
  return `${whole(Math.floor(s / day))} d`;
}

/** Age of the data: one decimal under 10 s (0.4 s, 47 s, 3 min). */
export function dataAge(seconds: number): string {
  return seconds < 10 ? `${decimal(Math.floor(Math.max(0, seconds) * 10) / 10, 1)} s` : age(seconds);
}

const plural = (n: number, word: string): string => `${whole(n)} ${word}${n === 1 ? '' : 's'}`;

const spelled: Record<string, string> = { d: 'day', h: 'hour', min: 'minute', s: 'second' };

/** An age in words, for a spoken name: 34 seconds, 1 minute. */
export function spokenAge(seconds: number): string {
  const [number, unit] = age(seconds).split(' ');
  const word = spelled[unit ?? 's'] ?? 'second';
  return `${number} ${word}${number === whole(1) ? '' : 's'}`;
}

/** Parts in words: 6 hours 40 minutes. */
export function spoken(parts: readonly Part[]): string {
  const words: string[] = [];
  for (let i = 0; i + 1 < parts.length; i += 2) {
    const n = parts[i]!.text,
      unit = parts[i + 1]!.text;
    words.push(
      spelled[unit]
        ? `${n.replace(/^0(?=\d)/, '')} ${spelled[unit]}${n === '1' || n === '01' ? '' : 's'}`
        : `${n} ${unit}`,
    );
  }
  return words.join(' ');
}

/** 14 cards, 1 card. */
export { plural };
