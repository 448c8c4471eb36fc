import { useCallback, useEffect, useState } from 'react';
import { onDisplays } from '../../../shared/session/messages';
import { get } from '../../../shared/wire/api';
import type { FleetDisplay } from '../../../shared/wire/displays';

export interface Fleet {
  displays: readonly FleetDisplay[] | null;
  /** Why there are none, or none newer. */
  fault: string | null;
  renew: () => void;
}

/** Displays say every 5 s that they live; so often all is asked again. */
const every = 5_000;

/** The displays that this reader may see, live. */
export function useFleet(): Fleet {
  const [held, setHeld] = useState<ReadonlyMap<string, FleetDisplay> | null>(null);
  const [fault, setFault] = useState<string | null>(null);
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
