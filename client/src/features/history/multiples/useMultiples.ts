import { useEffect, useMemo, useState } from 'react';
import { ApiError } from '../../../shared/wire/api';
import type { Dimension, KpiHistory } from '../../../shared/wire/wire';
import { stepFor, type Span } from '../address/range';
import { askHistory } from '../data/ask';

/** A group's history: null while it is read, or why it is not known. */
export type Multiple = KpiHistory | { problem: string } | null;

/** Points of a small chart. */
const most = 240,
  /** Breakdowns are kept by the quarter hour. */
  finest = 900,
  /** Asked for at once. */
  abreast = 4;

/** The histories of groups over one range, a few at a time. */
export function useMultiples(
  desk: string,
  kpi: string,
  dimension: Dimension,
  names: readonly string[],
  span: Span,
): ReadonlyMap<string, Multiple> {
  // Asked again when the range is another one, not each minute that it moves on.
  const step = stepFor(span, most, finest);
  const length = step === 'day' ? 86_400_000 : Number(step) * 1000;
  const from = Math.floor(span.from / length) * length,
    to = Math.ceil(span.to / length) * length;
  const listed = names.join('\n');
  const key = `${desk} ${kpi} ${dimension} ${from} ${to}`;
  const [held, setHeld] = useState<{ key: string; found: ReadonlyMap<string, Multiple> }>({ key, found: new Map() });
  const found = held.key === key ? held.found : empty;
  useEffect(() => {
    const stop = new AbortController();
    const waiting = listed === '' ? [] : listed.split('\n').filter((name) => !found.has(name));
    const next = async (): Promise<void> => {
      for (let name = waiting.shift(); name !== undefined && !stop.signal.aborted; name = waiting.shift()) {
        const own = name;
        const asked = await askHistory(
          desk,
          { kpi, group: { dimension, name: own } },
          { from, to: Math.min(to, span.to) },
          step,
          stop.signal,
        ).catch((error: unknown) => ({
          problem: error instanceof ApiError ? error.message : 'not available',
        }));
        if (!stop.signal.aborted)
          setHeld((before) => ({
            key,
            found: new Map([...(before.key === key ? before.found : empty), [own, asked]]),
          }));
      }
    };
    for (let i = 0; i < abreast; i++) void next();
    return () => stop.abort();
    // By what is asked for: the groups that are known already, and a minute more, change nothing.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [key, listed]);
  return useMemo(() => found, [found]);
}

const empty: ReadonlyMap<string, Multiple> = new Map();
