import { useEffect, useMemo, useState } from 'react';
import { onCalendar, onRows } from '../session/sides';
import { useTopics } from '../session/useTopics';
import { at, get } from '../wire/api';
import type { RowsPage, ScheduleEntry } from '../wire/rows';
import type { CalendarMessage } from '../wire/wire';
import { dueItems, itemsOf, type Item } from './items';
import type { Mode } from './address';

type Entries = ReadonlyMap<string, ScheduleEntry>;

/** A message of the hub onto what is held. */
export function merge(held: Entries, message: Pick<CalendarMessage, 'full' | 'changed' | 'removed'>): Entries {
  const merged = new Map(message.full ? [] : held);
  for (const entry of message.changed) merged.set(entry.id, entry);
  for (const id of message.removed) merged.delete(id);
  return merged;
}

const liveBack = 55 * 86_400_000, refreshEvery = 2_000, most = 5_000;

/** The calendar's items, live. What ended more than 60 days ago the hub does not send: it is read for the range that is shown. */
export function useItems(desk: string, mode: Mode, from: number, to: number): { items: readonly Item[] | null; problem: string | null } {
  const [held, setHeld] = useState<Entries | null>(null);
  const [old, setOld] = useState<readonly ScheduleEntry[]>([]);
  const [due, setDue] = useState<readonly Item[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useTopics(mode === 'due' ? ['rows:all-tickets'] : ['calendar']);

  useEffect(() => onCalendar(message => setHeld(before => before || message.full ? merge(before ?? new Map(), message) : before)), []);

  const isOld = mode === 'interventions' && from < Date.now() - liveBack;
  useEffect(() => {
    if (!isOld) return setOld([]);
    const stop = new AbortController();
    get<{ interventions: ScheduleEntry[] }>(`${at(desk)}/interventions?from=${iso(from)}&to=${iso(to)}`, stop.signal).then(found => setOld(found.interventions), () => { if (!stop.signal.aborted) setProblem('Older interventions cannot be read now.'); });
    return () => stop.abort();
  }, [desk, isOld, from, to]);

  useEffect(() => {
    if (mode !== 'due') return;
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined, asked = 0;
    const ask = (): void => {
      timer = undefined;
      asked = Date.now();
      const filter = `state in (new, open, pending) and dueAt between "${iso(from)}" and "${iso(to)}"`;
      get<RowsPage>(`${at(desk)}/tickets?limit=${most}&sort=dueAt&filter=${encodeURIComponent(filter)}`, stop.signal).then(
        page => { setDue(dueItems(page.rows)); setProblem(page.total > most ? `Only the first ${most} tickets are shown.` : null); },
        () => { if (!stop.signal.aborted) { setProblem('The tickets cannot be read now.'); timer ??= setTimeout(ask, refreshEvery); } },
      );
    };
    ask();
    const silent = onRows(message => { if (message.kpi === 'all-tickets') timer ??= setTimeout(ask, Math.max(0, asked + refreshEvery - Date.now())); });
    return () => { silent(); clearTimeout(timer); stop.abort(); };
  }, [desk, mode, from, to]);

  const interventions = useMemo(() => held === null ? null : itemsOf(new Map([...old.map(entry => [entry.id, entry] as const), ...held]).values()), [held, old]);
  return { items: mode === 'due' ? due : interventions, problem };
}

const iso = (at: number): string => new Date(at).toISOString();
