import { useRef, useSyncExternalStore } from 'react';
import { serverNow } from './clock';

/** One timer for every ticking text of the page; it rests while nobody listens or the board is paused. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = 0;
let held = false;

function tick(): void {
  if (held) return;
  now = serverNow();
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    if (!held) now = serverNow();
    timer = setInterval(tick, 1000);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

/** The instant ticking texts show, ms: the server's, moving once a second. */
export const tickNow = (): number => (now === 0 || (listeners.size === 0 && !held) ? (now = serverNow()) : now);

/** Holds every ticking text still, or lets them go on. */
export function holdTicks(hold: boolean): void {
  held = hold;
  if (!hold) tick();
}

/** The minute that ticking texts show, ms at its beginning. */
export const useMinute = (): number => useTick((at) => Math.floor(at / 60_000) * 60_000);

/** What `read` makes of now; the component draws again only when that changes. `read` must give a primitive. */
export function useTick<T extends string | number | boolean | null>(read: (now: number) => T): T {
  const latest = useRef(read);
  latest.current = read;
  return useSyncExternalStore(subscribe, () => latest.current(tickNow()));
}
