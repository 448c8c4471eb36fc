import { useEffect, useState } from 'react';
import { onCalendar, onRows } from '../../shared/session/messages';
import { useTopics } from '../../shared/session/useTopics';
import { serverNow } from '../../shared/tick/clock';
import { ApiError, get, reasonOf } from '../../shared/wire/api';
import type { RowsPage, ScheduleEntry } from '../../shared/wire/rows';
import { lists, ticketsPath, visitsPath } from './lists';

/** One's own tickets and visits, as last read. */
export interface Own {
  tickets: Readonly<Record<string, RowsPage>>;
  visits: readonly ScheduleEntry[] | null;
  fault: string | null;
  /** One is nobody in this desk's ITSM. */
  isNobody: boolean;
}

const nothing: Own = { tickets: {}, visits: null, fault: null, isNobody: false };

/** Changes are gathered for so long, ms, and the clock alone moves a ticket from list to list. */
const gathered = 2_000,
  byClock = 30_000;

/** Reads them, and again whenever a ticket or a visit of the desk changes. */
export function useOwn(desk: string, zone: string): Own {
  const [own, setOwn] = useState<Own>(nothing);
  useTopics(['rows:all-tickets', 'calendar']);
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined,
      asked = 0;
    setOwn(nothing);
    const ask = (): void => {
      clearTimeout(timer);
      timer = setTimeout(ask, byClock);
      asked = Date.now();
      const now = serverNow();
      void Promise.all([
        Promise.all(lists.map((list) => get<RowsPage>(ticketsPath(desk, list, now, zone), stop.signal))),
        get<{ interventions: readonly ScheduleEntry[] }>(visitsPath(desk, now, zone), stop.signal),
      ]).then(
        ([pages, visits]) =>
          setOwn({
            tickets: Object.fromEntries(pages.map((page, i) => [lists[i]!.id, page])),
            visits: visits.interventions.filter(({ state }) => state === 'planned' || state === 'underway'),
            fault: null,
            isNobody: false,
          }),
        (error: unknown) => {
          if (stop.signal.aborted) return;
          const isNobody = error instanceof ApiError && error.status === 400;
          setOwn((before) => ({ ...before, fault: reasonOf(error), isNobody }));
        },
      );
    };
    ask();
    const soon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(ask, Math.max(0, asked + gathered - Date.now()));
    };
    const silent = [
      onRows((message) => {
        if (message.kpi === 'all-tickets') soon();
      }),
      onCalendar(soon),
    ];
    return () => {
      silent.forEach((end) => end());
      clearTimeout(timer);
      stop.abort();
    };
  }, [desk, zone]);
  return own;
}
