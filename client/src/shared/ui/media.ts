import { useCallback, useSyncExternalStore } from 'react';

/** Whether a media query holds, now and whenever that changes. */
function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (heard: () => void) => {
      const list = matchMedia(query);
      list.addEventListener('change', heard);
      return () => list.removeEventListener('change', heard);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}

/** Whether the window is a phone's: lists stand for tables, and panels at the thumb. Paper is no phone. */
export const useNarrow = (): boolean => useMedia('screen and (max-width: 719.98px)');

/** Whether the finger points: nothing can be hovered, and what is pressed is larger. */
export const useTouch = (): boolean => useMedia('(pointer: coarse)');

/** Whether the reader wants less motion. */
export const isStill = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** One rem, px. */
export const rootSize = (): number => parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
