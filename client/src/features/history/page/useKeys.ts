import { useEffect, useRef } from 'react';
import { keys } from '../../../shared/keys/keys';
import { isTaken, onKey } from '../../../shared/keys/onKey';
import type { HistoryAddress } from '../address/address';
import { ranges } from '../address/range';

/** The flag after the one in focus; after the last the first. */
function toNextNote(): boolean {
  const flags = [...document.querySelectorAll<HTMLElement>('[data-note]')];
  const next = flags[(flags.indexOf(document.activeElement as HTMLElement) + 1) % flags.length];
  next?.focus();
  return next !== undefined;
}

/** The page's single keys: `[` and `]` the range, `t` the table, `n` the next note, `a` a new one. */
export function useKeys(
  address: HistoryAddress,
  change: (more: Partial<HistoryAddress>) => void,
  onNote: () => void,
): void {
  const latest = useRef({ address, change, onNote });
  latest.current = { address, change, onNote };
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (isTaken(event.target)) return;
      const { address: shown, change: set } = latest.current;
      onKey(event, keys.history, {
        table: () => set({ isTable: !shown.isTable }),
        range: (key) => {
          const place = ranges.findIndex(({ id }) => id === shown.range);
          const next = ranges[place < 0 ? 2 : Math.max(0, Math.min(ranges.length - 1, place + (key === '[' ? -1 : 1)))];
          set({ range: next!.id });
        },
        note: toNextNote,
        add: () => latest.current.onNote(),
      });
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, []);
}
