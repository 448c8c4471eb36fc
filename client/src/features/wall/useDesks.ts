import { useEffect, useMemo, useState } from 'react';
import { useDesk } from '../../shared/store/desk';
import { getCatalogue } from '../../shared/wire/api';
import type { KpiDefinition } from '../../shared/wire/wire';
import type { KnownDesk } from './pages';

const again = 15_000;

/**
 * What is known of the desks of a rotation: the one that is open by the store, the others as they were asked for, and
 * asked again until there is an answer.
 */
export function useDesks(ids: readonly string[], anyVisitNow: boolean): Readonly<Record<string, KnownDesk>> {
  const open = useDesk((desk) => desk.desk?.id ?? '');
  const catalogue = useDesk((desk) => desk.catalogue);
  const order = useDesk((desk) => desk.order);
  const [others, setOthers] = useState<Readonly<Record<string, KnownDesk>>>({});
  const [visits, setVisits] = useState<Readonly<Record<string, boolean>>>({});
  const asked = ids.join(' ');
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const ask = async (left: readonly string[]): Promise<void> => {
      const failed: string[] = [];
      for (const id of left)
        try {
          const found = await getCatalogue(id, stop.signal);
          setOthers((before) => ({ ...before, [id]: known(found) }));
        } catch {
          failed.push(id);
        }
      if (failed.length > 0 && !stop.signal.aborted) timer = setTimeout(() => void ask(failed), again);
    };
    void ask(asked.split(' ').filter(Boolean));
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [asked]);
  useEffect(() => {
    if (open) setVisits((before) => (before[open] === anyVisitNow ? before : { ...before, [open]: anyVisitNow }));
  }, [open, anyVisitNow]);
  return useMemo(() => {
    const all: Record<string, KnownDesk> = { ...others };
    if (open && order.length > 0) all[open] = { catalogue, order, anyVisit: false };
    for (const id of Object.keys(all)) all[id] = { ...all[id]!, anyVisit: visits[id] ?? false };
    return all;
  }, [others, open, catalogue, order, visits]);
}

const known = (definitions: readonly KpiDefinition[]): KnownDesk => ({
  catalogue: Object.fromEntries(definitions.map((definition) => [definition.id, definition])),
  order: definitions.map(({ id }) => id),
  anyVisit: false,
});
