import { useEffect, useRef } from 'react';
import { usePreferences } from '../../../shared/preferences/preferences';
import type { HistoryAddress } from '../address/address';
import { ranges } from '../address/range';

/** What is typed into keeps its letters. */
const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [role="menu"], [role="dialog"]') !== null;

/** The page's single keys: `[` and `]` the range, `t` the table. */
export function useKeys(
  address: HistoryAddress,
  change: (more: Partial<HistoryAddress>) => void,
  more: Record<string, () => void> = {},
): void {
  const latest = useRef({ address, change, more });
  latest.current = { address, change, more };
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
      if (!usePreferences.getState().shortcuts) return;
      const { address: shown, change: set, more: others } = latest.current;
      const key = event.key.toLowerCase();
      if (key === 't') set({ isTable: !shown.isTable });
      else if (key === '[' || key === ']') {
        const place = ranges.findIndex(({ id }) => id === shown.range);
        const next = ranges[place < 0 ? 2 : Math.max(0, Math.min(ranges.length - 1, place + (key === '[' ? -1 : 1)))];
        set({ range: next!.id });
      } else if (others[key]) others[key]();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, []);
}
