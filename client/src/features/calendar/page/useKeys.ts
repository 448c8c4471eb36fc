import { useEffect, useRef } from 'react';
import { usePreferences } from '../../../shared/preferences/preferences';

/**
 * Page Up and Page Down step, `t` (where single keys are liked) leads to today; Escape closes what is open, even before
 * the focus has come to it.
 */
export function useKeys(onStep: (by: -1 | 0 | 1) => void, onClose: (() => void) | null): void {
  const step = useRef(onStep),
    close = useRef(onClose);
  [step.current, close.current] = [onStep, onClose];
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        (event.target as HTMLElement).closest('input, select, textarea, [role="dialog"], [role="menu"]')
      )
        return;
      if (event.key === 'Escape' && close.current) close.current();
      else if (event.key === 'PageUp') step.current(-1);
      else if (event.key === 'PageDown') step.current(1);
      else if (event.key === 't' && usePreferences.getState().shortcuts) step.current(0);
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
