import { useLayoutEffect, useRef } from 'react';

/** Entries glide to where they are now: measured before and after each drawing, so that a moved visit is seen to move. */
export function useMoves(frame: React.RefObject<HTMLElement | null>, days: string): void {
  const places = useRef(new Map<string, DOMRect>());
  const shown = useRef(days);
  useLayoutEffect(() => {
    const next = new Map<string, DOMRect>();
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches || shown.current !== days || places.current.size === 0;
    for (const element of frame.current?.querySelectorAll<HTMLElement>('[data-item]') ?? []) {
      const id = element.dataset['item']!, place = element.getBoundingClientRect(), before = places.current.get(id);
      next.set(id, place);
      if (still) continue;
      if (!before) element.animate?.([{ opacity: 0 }, { opacity: 1 }], { duration: 240, easing: 'cubic-bezier(.2,0,0,1)' });
      else if (Math.abs(before.left - place.left) + Math.abs(before.top - place.top) > 2)
        element.animate?.([{ transform: `translate(${before.left - place.left}px, ${before.top - place.top}px)` }, { transform: 'none' }], { duration: 320, easing: 'cubic-bezier(.2,0,0,1)' });
    }
    places.current = next;
    shown.current = days;
  });
}
