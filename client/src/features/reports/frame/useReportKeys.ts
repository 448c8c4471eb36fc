import { useEffect, useRef } from 'react';
import { keys } from '../../../shared/keys/keys';
import { isTaken, onKey } from '../../../shared/keys/onKey';
import { daysOf, faultOf, movedBy } from '../address/period';
import type { ReportView } from './useReportView';

/** The page's single keys: `[` and `]` the period before and after, `t` the table. */
export function useReportKeys(view: Pick<ReportView, 'address' | 'change' | 'now' | 'zone'>): void {
  const latest = useRef(view);
  latest.current = view;
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (isTaken(event.target)) return;
      const { address, change, now, zone } = latest.current;
      onKey(event, keys.report, {
        table: () => change({ isTable: !address.isTable }),
        period: (key) => {
          const next = movedBy(daysOf(address.period, now, zone), key === '[' ? -1 : 1);
          if (faultOf(next, now, zone) !== null) return false;
          change({ period: next });
          return true;
        },
      });
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, []);
}
