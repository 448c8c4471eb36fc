import { useEffect, useRef, useState } from 'react';
import { onCalendar } from '../session/messages';
import { serverNow } from '../tick/clock';
import type { ScheduleEntry } from '../wire/rows';
import type { Entries } from './entries';

/** So long an entry is marked as new or moved, ms. */
export const freshFor = 15_000;

const seen = (entry: ScheduleEntry): string =>
  JSON.stringify([entry.startsAt, entry.endsAt, entry.state, entry.location, entry.technician, entry.title]);

/** Of what was said to have changed, that which a reader sees changed: not each write in the ITSM is news. */
export const newsOf = (held: Entries, changed: readonly ScheduleEntry[]): string[] =>
  changed
    .filter((entry) => {
      const before = held.get(entry.id);
      return !before || seen(before) !== seen(entry);
    })
    .map((entry) => entry.id);

/** Since when entries are new, or where and as they are now, by id: those of this page's time. */
export function useFresh(held: Entries | null): ReadonlyMap<string, number> {
  const [fresh, setFresh] = useState<ReadonlyMap<string, number>>(new Map());
  const known = useRef(held);
  known.current = held;
  useEffect(
    () =>
      onCalendar((message) => {
        if (message.full || !known.current) return;
        const news = newsOf(known.current, message.changed),
          now = serverNow();
        if (news.length > 0)
          setFresh(
            (before) =>
              new Map([
                ...[...before].filter(([, since]) => now - since < freshFor),
                ...news.map((id) => [id, now] as const),
              ]),
          );
      }),
    [],
  );
  return fresh;
}
