import { create } from 'zustand';
import { personId } from '../../../shared/access/who';
import { browser } from '../../../shared/storage/storage';
import { serverNow } from '../../../shared/tick/clock';
import { get, send } from '../../../shared/wire/api';

const key = (desk: string): string => `apollo.alerts-seen.${personId() ?? ''}.${desk}`;

/** Up to when somebody has seen a desk's alerts, ms, by desk. */
export const useSeen = create<Readonly<Record<string, number>>>(() => ({}));

/** Up to when; who looks at a desk for the first time has seen all that was before. */
export function seenUntil(desk: string): number {
  const until = known(desk) ?? serverNow();
  keep(desk, until);
  return until;
}

/** It is seen now: in this browser at once, and in every other one of the same person. */
export function markSeen(desk: string): void {
  keep(desk, serverNow());
  if (personId() !== null) void send('PUT', '/api/me/seen', {}).catch(() => null);
}

/**
 * What somebody saw in another browser is seen here too, and what they missed is missed in a browser that is new to
 * them. Where the server does not say, this browser counts.
 */
export async function readSeen(desk: string): Promise<void> {
  const person = personId();
  let told: number | null = null;
  if (person !== null)
    try {
      const { at } = await get<{ at: string | null }>('/api/me/seen');
      if (at !== null) told = Date.parse(at);
      else await send('PUT', '/api/me/seen', {});
    } catch {
      // Without the store the bell goes by what this browser knows.
    }
  if (personId() === person) keep(desk, Math.max(known(desk) ?? 0, told ?? 0) || serverNow());
}

function known(desk: string): number | null {
  const held = useSeen.getState()[desk];
  if (held !== undefined) return held;
  const kept = Number(browser.text(key(desk)) ?? NaN);
  return Number.isFinite(kept) ? kept : null;
}

function keep(desk: string, until: number): void {
  browser.keepText(key(desk), String(until));
  useSeen.setState({ [desk]: until });
}
