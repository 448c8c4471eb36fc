import { useEffect, useRef } from 'react';
import { usePreferences } from '../board/preferences';

/** Page Up and Page Down step, `t` (where single keys are liked) leads to today. */
export function useKeys(onStep: (by: -1 | 0 | 1) => void): void {
  const step = useRef(onStep);
  step.current = onStep;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || (event.target as HTMLElement).closest('input, select, textarea, [role="dialog"], [role="menu"]')) return;
      if (event.key === 'PageUp') step.current(-1);
      else if (event.key === 'PageDown') step.current(1);
      else if (event.key === 't' && usePreferences.getState().shortcuts) step.current(0);
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
