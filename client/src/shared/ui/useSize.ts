import { useLayoutEffect, useState, type RefObject } from 'react';
import { rootSize } from './media';

/** Room inside an element's borders and scroll bars, rem. */
export interface Size {
  width: number;
  height: number;
}

/** Where there is no layout (tests): a laptop's frame. */
const usual: Size = { width: 70, height: 46 };

/** The room in an element, measured before it is painted and whenever it changes. */
export function useSize(ref: RefObject<HTMLElement | null>): Size {
  const [size, set] = useState(usual);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = (): void => {
      if (element.clientWidth === 0) return;
      const rem = rootSize(),
        width = element.clientWidth / rem,
        height = element.clientHeight / rem;
      set((before) => (before.width === width && before.height === height ? before : { width, height }));
    };
    measure();
    if (typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return size;
}
