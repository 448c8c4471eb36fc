import { useEffect, useRef, type RefObject } from 'react';
import { onChange } from '../store/desk';
import { isStill } from '../ui/media';

/** More cards than this in one batch: only their dots show. */
const many = 12;
let lastBatch = 0;

onChange((ids) => {
  lastBatch = ids.length;
});

/** Softly brings in a new value: from 35 % and 3 px below, at most once a second. */
export function useArrival(revision: number | undefined, text: string, element: RefObject<HTMLElement | null>): void {
  const before = useRef({ revision, text, at: 0 });
  useEffect(() => {
    const { revision: old, text: shown, at } = before.current;
    const now = performance.now();
    const moves =
      old !== undefined &&
      revision !== undefined &&
      old !== revision &&
      shown !== text &&
      now - at >= 1000 &&
      lastBatch <= many &&
      !isStill();
    before.current = { revision, text, at: moves ? now : at };
    if (moves) {
      element.current?.animate?.(
        [
          { opacity: 0.35, transform: 'translateY(3px)' },
          { opacity: 1, transform: 'none' },
        ],
        { duration: 240, easing: 'cubic-bezier(.2,0,0,1)' },
      );
    }
  }, [revision, text, element]);
}

/** One ring when a card becomes critical. */
export function useRing(critical: boolean, known: boolean, element: RefObject<HTMLElement | null>): void {
  const before = useRef({ critical, known });
  useEffect(() => {
    const was = before.current;
    before.current = { critical, known };
    if (critical && !was.critical && was.known && lastBatch <= many && !isStill()) {
      element.current?.animate?.(
        [
          { opacity: 0.9, transform: 'scale(1)' },
          { opacity: 0, transform: 'scale(1.06, 1.1)' },
        ],
        { duration: 600, easing: 'cubic-bezier(.2,0,0,1)' },
      );
    }
  }, [critical, known, element]);
}
