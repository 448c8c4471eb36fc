import { useCallback, useEffect, useState } from 'react';
import { onDisplays } from '../../../shared/session/messages';
import { useTopics } from '../../../shared/session/useTopics';
import { get } from '../../../shared/wire/api';
import type { FleetDisplay } from '../../../shared/wire/displays';

export interface Fleet {
  displays: readonly FleetDisplay[] | null;
  /** Why there are none, or none newer. */
  fault: string | null;
  renew: () => void;
}

/** All is asked again now and then, whatever the hub told: it heals what was missed. */
const every = 15_000;

/** The displays that this reader may see, live. */
export function useFleet(): Fleet {
  const [held, setHeld] = useState<ReadonlyMap<string, FleetDisplay> | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  // The hub refuses who may not see them, and the whole connection with it: the first answer says whether one may.
  useTopics(held === null ? [] : ['displays']);
  useEffect(
    () =>
      onDisplays(({ full, changed, removed }) =>
        setHeld((before) => {
          const next = new Map(full ? [] : before);
          for (const display of changed) next.set(display.id, display);
          for (const id of removed) next.delete(id);
          return next;
        }),
      ),
    [],
  );
  const renew = useCallback(() => {
    get<FleetDisplay[]>('/api/displays').then(
      (all) => {
        setHeld(new Map(all.map((display) => [display.id, display])));
        setFault(null);
      },
      (error: unknown) => setFault(error instanceof Error ? error.message : String(error)),
    );
  }, []);
  useEffect(() => {
    renew();
    const timer = setInterval(renew, every);
    return () => clearInterval(timer);
  }, [renew]);
  return { displays: held && [...held.values()], fault, renew };
}
