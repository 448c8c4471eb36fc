import { useEffect, useState } from 'react';
import type { KpiHistory } from '../../../shared/wire/wire';
import { writeShown, type Shown } from '../address/address';
import { day, overviewOf, stepFor, type Span } from '../address/range';
import { askHistory } from '../data/ask';

/** What the strip shows. It is asked for again when it spans another time, by more than a day's going on. */
export function useOverview(
  desk: string,
  shown: Shown,
  range: Span,
  now: number,
): { span: Span; history: KpiHistory | null } {
  const wanted = overviewOf(range, now);
  const [span, setSpan] = useState(wanted);
  const differs = Math.abs(span.from - wanted.from) > day || Math.abs(span.to - wanted.to) > day;
  const held = differs ? wanted : span;
  if (differs) setSpan(wanted);
  const [history, setHistory] = useState<KpiHistory | null>(null);
  const named = writeShown(shown);
  useEffect(() => {
    const stop = new AbortController();
    askHistory(desk, shown, held, stepFor(held, 400, 3600), stop.signal).then(setHistory, () => {
      if (!stop.signal.aborted) setHistory(null);
    });
    return () => stop.abort();
    // The line by what it says.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [desk, named, held]);
  return { span: held, history };
}
