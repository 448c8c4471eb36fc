import { create } from 'zustand';
import { personId } from '../../../shared/access/who';
import { browser } from '../../../shared/storage/storage';
import { serverNow } from '../../../shared/tick/clock';

const key = (desk: string): string => `apollo.alerts-seen.${personId() ?? ''}.${desk}`;

/** Up to when somebody has seen a desk's alerts in this browser, ms, by desk. */
export const useSeen = create<Readonly<Record<string, number>>>(() => ({}));

/** Up to when; who looks at a desk for the first time has seen all that was before. */
export function seenUntil(desk: string): number {
  const held = useSeen.getState()[desk];
  if (held !== undefined) return held;
  const kept = Number(browser.text(key(desk)) ?? NaN);
  const until = Number.isFinite(kept) ? kept : serverNow();
  keep(desk, until);
  return until;
}

export const markSeen = (desk: string): void => keep(desk, serverNow());

function keep(desk: string, until: number): void {
  browser.keepText(key(desk), String(until));
  useSeen.setState({ [desk]: until });
}
