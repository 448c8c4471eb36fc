import { useEffect, useMemo, useState } from 'react';
import { onCalendar } from '../session/messages';
import { useTopics } from '../session/useTopics';
import { useDue, type Problem } from './due';
import { merge, type Entries } from './entries';
import { useFresh } from './fresh';
import { itemsOf, type Item } from './items';
import { useOlder } from './older';

/** What stands in the calendar: interventions, or open tickets at the time they are due. */
export type Mode = 'interventions' | 'due';

const liveBack = 55 * 86_400_000;

/** `reading`: not all of the range is read yet; null = nothing at all is known. */
export interface Feed {
  items: readonly Item[] | null;
  fresh: ReadonlyMap<string, number>;
  reading: 'first' | 'older' | 'due' | null;
  problem: Problem | null;
}

/**
 * The calendar's items, live. What ended more than 60 days ago the hub does not send: it is read for the range that is
 * shown.
 */
export function useItems(desk: string, mode: Mode, from: number, to: number): Feed {
  const [held, setHeld] = useState<Entries | null>(null);
  useTopics(mode === 'due' ? ['rows:all-tickets'] : ['calendar']);
  useEffect(
    () =>
      onCalendar((message) =>
        setHeld((before) => (before || message.full ? merge(before ?? new Map(), message) : before)),
      ),
    [],
  );

  const fresh = useFresh(held);
  const older = useOlder(desk, mode === 'interventions' && from < Date.now() - liveBack, from, to);
  const due = useDue(desk, mode === 'due', from, to);
  const items = useMemo(
    () => (held === null ? null : itemsOf(new Map([...older.entries, ...held]).values())),
    [held, older.entries],
  );
  if (mode === 'due') return { items: due.items, fresh, reading: due.reading ? 'due' : null, problem: due.problem };
  return {
    items,
    fresh,
    reading: items === null ? 'first' : older.reading ? 'older' : null,
    problem: older.failed ? { text: 'Older visits cannot be read now.', retry: older.retry } : null,
  };
}
