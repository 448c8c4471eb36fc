import { useEffect, useRef } from 'react';
import { keys } from '../../../shared/keys/keys';
import { isTaken, onKey } from '../../../shared/keys/onKey';

/**
 * Page Up and Page Down step, `t` (where single keys are liked) leads to today; Escape closes what is open, even before
 * the focus has come to it.
 */
export function useKeys(onStep: (by: -1 | 0 | 1) => void, onClose: (() => void) | null): void {
  const step = useRef(onStep),
    close = useRef(onClose);
  [step.current, close.current] = [onStep, onClose];
  useEffect(() => {
    const heard = (event: KeyboardEvent): void => {
      if (isTaken(event.target)) return;
      onKey(event, keys.calendar, {
        step: (key) => step.current(key === 'PageUp' ? -1 : 1),
        today: () => step.current(0),
        close: () => (close.current ? close.current() : false),
      });
    };
    document.addEventListener('keydown', heard);
    return () => document.removeEventListener('keydown', heard);
  }, []);
}
