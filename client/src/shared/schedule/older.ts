import { useCallback, useEffect, useRef, useState } from 'react';
import { onCalendar } from '../session/messages';
import { at, get } from '../wire/api';
import type { ScheduleEntry } from '../wire/rows';
import type { CalendarMessage } from '../wire/wire';
import type { Entries } from './entries';

type Said = Pick<CalendarMessage, 'changed' | 'removed'>;

/** What the hub says, onto what was read. An entry that was not read is left out: it is held by what the hub sends. */
export function follow(entries: Entries, said: Said): Entries {
  if (!said.removed.some((id) => entries.has(id)) && !said.changed.some((entry) => entries.has(entry.id)))
    return entries;
  const next = new Map(entries);
  for (const entry of said.changed) if (next.has(entry.id)) next.set(entry.id, entry);
  for (const id of said.removed) next.delete(id);
  return next;
}

/**
 * A range read anew onto what was read before, and what was said while that was under way onto it: the hub knows better
 * than an answer that was written before.
 */
export function take(
  entries: Entries,
  found: readonly ScheduleEntry[],
  from: number,
  to: number,
  said: readonly Said[],
): Entries {
  const inRange = (entry: ScheduleEntry): boolean =>
    entry.startsAt !== null && Date.parse(entry.startsAt) < to && Date.parse(entry.endsAt ?? entry.startsAt) >= from;
  return said.reduce(
    follow,
    new Map([
      ...[...entries].filter(([, entry]) => !inRange(entry)),
      ...found.map((entry) => [entry.id, entry] as const),
    ]),
  );
}

const none: Entries = new Map();
/** A whole schedule that comes later than this after a reading means that the connection was away. */
const fresh = 5_000;
/** The server gives the ITSM 25 s. */
const patience = 28_000;

export interface Older {
  entries: Entries;
  reading: boolean;
  failed: boolean;
  retry: () => void;
}

/**
 * What lies before that which the hub sends, read for the range that is shown. It may come from the ITSM itself, and
 * take a few seconds.
 */
export function useOlder(desk: string, wanted: boolean, from: number, to: number): Older {
  const range = `${desk} ${from} ${to}`;
  const [entries, setEntries] = useState(none);
  const [done, setDone] = useState({ range: '', failed: false });
  const [asked, setAsked] = useState(0);
  const said = useRef<Said[] | null>(null),
    readAt = useRef(0);
  const retry = useCallback(() => {
    setDone({ range: '', failed: false });
    setAsked((n) => n + 1);
  }, []);

  useEffect(
    () =>
      onCalendar((message) => {
        if (message.full) return Date.now() - readAt.current > fresh ? setAsked((n) => n + 1) : undefined;
        said.current?.push(message);
        setEntries((before) => follow(before, message));
      }),
    [],
  );

  useEffect(() => {
    if (!wanted) return;
    const stop = new AbortController(),
      meanwhile: Said[] = (said.current = []);
    readAt.current = Date.now();
    get<{ interventions: ScheduleEntry[] }>(
      `${at(desk)}/interventions?from=${iso(from)}&to=${iso(to)}`,
      stop.signal,
      patience,
    ).then(
      (found) => {
        setEntries((before) => take(before, found.interventions, from, to, meanwhile));
        setDone({ range, failed: false });
        said.current = null;
      },
      () => {
        if (!stop.signal.aborted) setDone({ range, failed: true });
      },
    );
    return () => stop.abort();
  }, [desk, wanted, from, to, range, asked]);

  // A range that is read again stays as it is meanwhile.
  return {
    entries: wanted ? entries : none,
    reading: wanted && done.range !== range,
    failed: wanted && done.range === range && done.failed,
    retry,
  };
}

const iso = (at: number): string => new Date(at).toISOString();
