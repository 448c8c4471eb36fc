import { useEffect, useRef, useState, type RefObject } from 'react';

/** The element of the open entry: the one that was pressed, else the first that shows it. A link may name an entry; its element is there only after the first drawing. */
export function useOpened(frame: RefObject<HTMLElement | null>, open: string | null): { at: RefObject<HTMLElement | null> | null; press: (element: HTMLElement) => void } {
  const trigger = useRef<HTMLElement | null>(null);
  const [drawn, setDrawn] = useState(false);
  useEffect(() => setDrawn(true), []);
  if (open === null) trigger.current = null;
  else if (drawn && (!trigger.current?.isConnected || trigger.current.dataset['item'] !== open)) trigger.current = frame.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(open)}"]`) ?? null;
  return { at: trigger.current ? trigger : null, press: element => { trigger.current = element; } };
}
