/**
 * What a browser remembers of somebody looking at a desk, ms: when its page was last visible, and from when on the
 * visit then counts what moved.
 */
export interface Visit {
  visible: number;
  since: number;
}

/**
 * A page hidden, closed or loaded anew for less than this goes on with its visit: a reload takes nothing away that was
 * not yet seen.
 */
export const visitGap = 2 * 60_000;

/**
 * The page is in sight (loaded, shown again, or still). A new visit counts since the page was last visible before it;
 * where this browser has never looked, since now.
 */
export function visitNow(before: Visit | null, now: number): Visit {
  if (before === null) return { visible: now, since: now };
  const since = now - before.visible < visitGap ? before.since : before.visible;
  return { visible: now, since: Math.min(since, now) };
}

/** What the browser has stored, as far as it can be understood. */
export function readVisit(text: string | null): Visit | null {
  try {
    const { visible, since } = JSON.parse(text ?? 'null') as Visit;
    return Number.isFinite(visible) && Number.isFinite(since) && since <= visible ? { visible, since } : null;
  } catch {
    return null;
  }
}
