import type { SlicePulse } from '../wire/wire';

export type LiveKind = 'connecting' | 'loading' | 'live' | 'stale' | 'offline';

/**
 * What this page knows about being live. Instants in ms; `lostAt` and `heardAt` by this page's clock, the others by the
 * server's.
 */
export interface Signs {
  connected: boolean;
  /** Since when there is no connection; null while there is one. */
  lostAt: number | null;
  /** When the last message came. */
  heardAt: number | null;
  /** When the last pulse was sent, and the last good poll it told of. */
  pulseAt: number | null;
  readAt: number | null;
  slices: readonly SlicePulse[];
  /** Slices whose first full read is not complete. */
  loading: readonly string[];
}

export const lostFor = 2_000,
  silentFor = 12_000;

/** Seconds of data age above which a screen is stale. */
export const staleAfter = (poll: number): number => Math.max(5 * poll, 5);

/** Age of the data when the last message came, seconds; does not tick while live. */
export const messageAge = (signs: Signs): number | null =>
  signs.pulseAt === null || signs.readAt === null ? null : Math.max(0, (signs.pulseAt - signs.readAt) / 1000);

export function judge(signs: Signs, now: number, poll: number): LiveKind {
  if (signs.lostAt !== null && now - signs.lostAt >= lostFor) return 'offline';
  if (signs.heardAt !== null && now - signs.heardAt >= silentFor) return 'offline';
  if (signs.heardAt === null) return 'connecting';
  if (signs.loading.length > 0) return 'loading';
  const age = messageAge(signs);
  return age !== null && age > staleAfter(poll) ? 'stale' : 'live';
}

/** The slices whose own data are stale: only their cards lose their tint. */
export function staleSlices(signs: Signs, poll: number): string[] {
  const at = signs.pulseAt;
  if (at === null) return [];
  return signs.slices
    .filter((slice) => slice.readAt && (at - Date.parse(slice.readAt)) / 1000 > staleAfter(poll))
    .map((slice) => slice.slice);
}
