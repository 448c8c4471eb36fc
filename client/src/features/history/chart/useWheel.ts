import { useEffect, useRef, type RefObject } from 'react';

/**
 * Zooms by the wheel: with Ctrl (or two fingers on a touchpad) always, without it while the plot has the focus, so that
 * a page scrolled past it stays a page scrolled. A listener of its own: React's cannot keep the page from scrolling.
 */
export function useWheel(
  ref: RefObject<HTMLElement | null>,
  onZoom: (factor: number, event: WheelEvent) => void,
): void {
  const latest = useRef(onZoom);
  latest.current = onZoom;
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const turn = (event: WheelEvent): void => {
      if ((!event.ctrlKey && document.activeElement !== element) || event.deltaY === 0) return;
      event.preventDefault();
      latest.current(Math.exp(Math.max(-1, Math.min(1, event.deltaY / 200))), event);
    };
    element.addEventListener('wheel', turn, { passive: false });
    return () => element.removeEventListener('wheel', turn);
  }, [ref]);
}
