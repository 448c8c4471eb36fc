import { startOfDay } from '../../../shared/format/zone';

const hour = 3_600_000;

/** How long something is silenced, as it is chosen. */
export const lengths = ['1 h', '4 h', 'tomorrow 08:00', 'own'] as const;
export type Length = (typeof lengths)[number];

/** When a silence that begins now ends, ms, in the desk's zone; null = as one says oneself. */
export function untilOf(length: Length, now: number, zone: string): number | null {
  switch (length) {
    case '1 h':
      return now + hour;
    case '4 h':
      return now + 4 * hour;
    case 'tomorrow 08:00':
      // On the day of a clock change eight o'clock is not eight hours after midnight.
      return eight(startOfDay(now, zone, 1), zone);
    case 'own':
      return null;
  }
}

function eight(midnight: number, zone: string): number {
  const shown = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: zone });
  const at = midnight + 8 * hour;
  return at - (Number(shown.format(at)) - 8) * hour;
}
