import { useCallback, useEffect, useState } from 'react';
import { serverNow } from '../../../shared/tick/clock';
import { ApiError } from '../../../shared/wire/api';
import type { Ahead, KpiHistory } from '../../../shared/wire/wire';
import { writeShown, type Shown } from '../address/address';
import { day, endsNow, hour, spanOf, type Range, type Span } from '../address/range';
import { askAhead, askHistory, hoursAhead } from './ask';

/** What was asked for, and what came. */
export interface Asked {
  /** Which lines, as the address names them. */
  named: string;
  span: Span;
  /** One a line: the first is what the page is about. */
  lines: readonly KpiHistory[];
  /** The first line a week earlier. */
  lastWeek: KpiHistory | null;
  ahead: Ahead | null;
}

export type Answer = { state: 'loading' | 'failed'; problem: string | null; asked: Asked | null } | Ready;
interface Ready {
  state: 'ready';
  problem: null;
  asked: Asked;
}

const week = 7 * day;
/** What ends now is asked for again so often, ms: what the hub told is replaced by what was written. */
const renewal = 15 * 60_000;
/** While its past is being computed, so often, ms. */
const progress = 10_000;

const nothing = (): null => null;

export const namesOf = (lines: readonly Shown[]): string => lines.map(writeShown).join(' ');

/** Where the first of some histories begins; an hour ago at the latest. */
const firstOf = (found: readonly KpiHistory[], to: number): number =>
  Math.min(to - hour, ...found.flatMap(({ points }) => points[0]?.[0] ?? []));

/** The histories of the lines over a range; those of the range before stay until the next have come. */
export function useHistory(
  desk: string,
  lines: readonly Shown[],
  range: Range,
  lastWeek: boolean,
): Answer & { retry: () => void } {
  const [answer, setAnswer] = useState<Answer>({ state: 'loading', problem: null, asked: null });
  const [tries, setTries] = useState(0);
  const named = namesOf(lines),
    when = typeof range === 'string' ? range : `${range.from} ${range.to}`;
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = async (): Promise<void> => {
      const now = serverNow();
      const span = spanOf(range, now);
      const hours = endsNow(range) && !lines[0]!.group ? hoursAhead(span) : 0;
      const step = 'auto';
      const signal = stop.signal;
      try {
        const [found, before, ahead] = await Promise.all([
          Promise.all(lines.map((line) => askHistory(desk, line, span, step, signal))),
          lastWeek
            ? askHistory(desk, lines[0]!, { from: span.from - week, to: span.to - week }, step, signal).catch(nothing)
            : null,
          hours > 0 ? askAhead(desk, lines[0]!.kpi, hours, signal).catch(nothing) : null,
        ]);
        if (signal.aborted) return;
        if (found[0]!.computing) timer = setTimeout(() => void load(), progress);
        else if (endsNow(range)) timer = setTimeout(() => void load(), renewal);
        // All of it begins where something is known.
        const begin = range === 'all' ? Math.max(span.from, firstOf(found, span.to)) : span.from;
        setAnswer({
          state: 'ready',
          problem: null,
          asked: { named, span: { ...span, from: begin }, lines: found, lastWeek: before, ahead },
        });
      } catch (error) {
        if (signal.aborted) return;
        const problem = error instanceof ApiError ? error.message : null;
        setAnswer((held) => ({ state: 'failed', problem, asked: held.asked }));
        if (endsNow(range)) timer = setTimeout(() => void load(), renewal);
      }
    };
    setAnswer((held) => ({ state: 'loading', problem: null, asked: held.asked }));
    void load();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
    // Lines and range by what they say: each address makes new objects.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [desk, named, when, lastWeek, tries]);
  const retry = useCallback(() => setTries((count) => count + 1), []);
  return { ...answer, retry };
}
