import { useEffect, useRef, useState, type RefObject } from 'react';

interface Opened {
  /** Whether its entry has been looked for: a link may name one, and its element is there only after a drawing. */
  ready: boolean;
  /** Its element: the one that was pressed, else the first that shows it; null where none does. */
  at: RefObject<HTMLElement | null> | null;
  press: (element: HTMLElement) => void;
}

const find = (frame: RefObject<HTMLElement | null>, id: string): HTMLElement | null =>
  frame.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(id)}"]`) ?? null;

/** Where the open entry stands. Closed again, the keyboard is where it was. */
export function useOpened(frame: RefObject<HTMLElement | null>, open: string | null): Opened {
  const trigger = useRef<HTMLElement | null>(null),
    last = useRef<string | null>(null);
  const [drawn, setDrawn] = useState<string | null>(null);
  useEffect(() => {
    setDrawn(open);
    const closed = last.current;
    last.current = open;
    if (closed === null || open !== null) return;
    // Even if the focus had not come to what is closed.
    const soon = requestAnimationFrame(() => {
      if (document.activeElement === document.body) find(frame, closed)?.focus();
    });
    return () => cancelAnimationFrame(soon);
  }, [frame, open]);
  if (open !== null && (!trigger.current?.isConnected || trigger.current.dataset['item'] !== open))
    trigger.current = find(frame, open);
  return {
    ready: open !== null && (trigger.current !== null || drawn === open),
    at: trigger.current ? trigger : null,
    press: (element) => {
      trigger.current = element;
    },
  };
}
