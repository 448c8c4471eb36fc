import { useEffect, useRef, useState, type RefObject } from 'react';

/** The element of the open entry: the one that was pressed, else the first that shows it. A link may name an entry; its element is there only after the first drawing. */
export function useOpened(frame: RefObject<HTMLElement | null>, open: string | null): { at: RefObject<HTMLElement | null> | null; press: (element: HTMLElement) => void } {
  const find = (id: string): HTMLElement | null => frame.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(id)}"]`) ?? null;
  const trigger = useRef<HTMLElement | null>(null);
  const [drawn, setDrawn] = useState(false);
  const last = useRef<string | null>(null);
  useEffect(() => setDrawn(true), []);
  const finder = useRef(find);
  finder.current = find;
  useEffect(() => {
    const closed = last.current;
    last.current = open;
    if (closed === null || open !== null) return;
    // Whoever closed it is where they were, even if the focus had not come to it yet.
    const soon = requestAnimationFrame(() => { if (document.activeElement === document.body) finder.current(closed)?.focus(); });
    return () => cancelAnimationFrame(soon);
  }, [open]);
  if (open === null) trigger.current = null;
  else if (drawn && (!trigger.current?.isConnected || trigger.current.dataset['item'] !== open)) trigger.current = find(open);
  return { at: trigger.current ? trigger : null, press: element => { trigger.current = element; } };
}
