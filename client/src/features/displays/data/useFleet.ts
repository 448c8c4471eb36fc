import { useEffect } from 'react';
import { create } from 'zustand';
import { useMay } from '../../../shared/access/who';
import { onDisplays } from '../../../shared/session/messages';
import { useTopics } from '../../../shared/session/useTopics';
import type { DisplaysMessage, WallDisplay } from '../../../shared/wire/wire';

/** The displays by id; null until they are told. */
const useHeld = create<{ displays: ReadonlyMap<string, WallDisplay> | null }>(() => ({ displays: null }));

/** The displays after a message; null while there was none that holds all. */
export function after(
  before: ReadonlyMap<string, WallDisplay> | null,
  { full, changed, removed }: DisplaysMessage,
): ReadonlyMap<string, WallDisplay> | null {
  if (before === null && !full) return null;
  const next = new Map(full ? [] : before);
  for (const display of changed) next.set(display.id, display);
  for (const id of removed) next.delete(id);
  return next;
}

let followers = 0;

onDisplays((message) => {
  if (followers > 0) useHeld.setState(({ displays }) => ({ displays: after(displays, message) }));
});

const topics = ['displays'];

/**
 * The displays that this reader may see, live; null until they are told, and where they are not for them on the desk
 * that is open.
 */
export function useFleet(): readonly WallDisplay[] | null {
  const may = useMay('manager');
  const displays = useHeld((held) => held.displays);
  useEffect(() => {
    followers++;
    return () => {
      followers--;
      // What nobody follows any more may be another tomorrow.
      if (followers === 0) useHeld.setState({ displays: null });
    };
  }, []);
  useTopics(may ? topics : []);
  return displays && [...displays.values()];
}
