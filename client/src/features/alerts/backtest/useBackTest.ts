import { useEffect, useRef, useState } from 'react';
import { useDesk } from '../../../shared/store/desk';
import { serverNow } from '../../../shared/tick/clock';
import type { BackTest } from '../../../shared/wire/alerts';
import { ApiError, ask, at, get, reasonOf } from '../../../shared/wire/api';
import type { KpiHistory } from '../../../shared/wire/wire';
import type { RuleDraft } from '../data/rules';

const day = 86_400_000,
  rest = 200;

export interface Tried {
  test: BackTest | null;
  fault: string | null;
  isAsking: boolean;
  /** This kind of rule has none, or the server does not know it. */
  isNone: boolean;
}

const isMissing = (error: unknown): boolean => error instanceof ApiError && error.status === 404;

/** What a rule would have raised in the latest days; asked again when it changes, and the fingers rest. */
export function useBackTest(
  id: string | null,
  draft: RuleDraft | null,
  days: number,
  of: 'warning' | 'critical',
): Tried {
  const desk = useDesk((state) => state.desk?.id);
  const [tried, setTried] = useState<Tried>({ test: null, fault: null, isAsking: false, isNone: false });
  // What only says whom and how changes nothing of when.
  const asked = draft && JSON.stringify({ ...draft, notify: [], message: null, repeat: null, name: 'x' });
  const isFirst = useRef(true);
  useEffect(() => {
    if (!desk || asked === null) return;
    const stop = new AbortController();
    const to = serverNow();
    const timer = setTimeout(
      () => {
        setTried((before) => ({ ...before, isAsking: true }));
        ask<BackTest>(
          `${at(desk)}/alert-rules/test`,
          {
            method: 'POST',
            signal: stop.signal,
            body: JSON.stringify({
              rule: { ...(JSON.parse(asked) as RuleDraft), ...(id === null ? {} : { id }) },
              from: new Date(to - days * day).toISOString(),
              to: new Date(to).toISOString(),
              of,
            }),
          },
          20_000,
        ).then(
          (test) => setTried({ test, fault: null, isAsking: false, isNone: false }),
          (error: unknown) => {
            if (!stop.signal.aborted)
              setTried(({ test }) => ({ test, fault: reasonOf(error), isAsking: false, isNone: isMissing(error) }));
          },
        );
      },
      isFirst.current ? 0 : rest,
    );
    isFirst.current = false;
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [desk, asked, days, of, id]);
  return tried;
}

/** The number's past over the same days, to draw. */
export function usePast(draft: RuleDraft, days: number): KpiHistory | null {
  const desk = useDesk((state) => state.desk?.id);
  const [past, setPast] = useState<KpiHistory | null>(null);
  const { kpi, dimension, group } = draft;
  const named = dimension !== null && group !== null && group !== '*' && group !== '' ? `${dimension}:${group}` : null;
  useEffect(() => {
    setPast(null);
    if (!desk || kpi === '') return;
    const stop = new AbortController();
    const to = serverNow();
    const query = new URLSearchParams({
      from: new Date(to - days * day).toISOString(),
      to: new Date(to).toISOString(),
      step: 'auto',
      ...(named === null ? {} : { group: named }),
    });
    get<KpiHistory>(`${at(desk)}/kpis/${encodeURIComponent(kpi)}/history?${query}`, stop.signal, 20_000).then(
      setPast,
      () => {
        /* the sentence and the table stand without it */
      },
    );
    return () => stop.abort();
  }, [desk, kpi, named, days]);
  return past;
}
