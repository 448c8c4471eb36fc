import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';

let isOnPaper = false;

/** Heard before the browser takes the page onto paper: what changes for it must stand when this returns. */
function subscribe(heard: () => void): () => void {
  const change = (now: boolean) => (): void => {
    isOnPaper = now;
    flushSync(heard);
  };
  const [before, after] = [change(true), change(false)];
  window.addEventListener('beforeprint', before);
  window.addEventListener('afterprint', after);
  return () => {
    window.removeEventListener('beforeprint', before);
    window.removeEventListener('afterprint', after);
  };
}

/** Whether the page is being printed. */
export const usePrinting = (): boolean => useSyncExternalStore(subscribe, () => isOnPaper);
