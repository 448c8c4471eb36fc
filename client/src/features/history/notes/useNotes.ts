import { useCallback, useEffect, useState } from 'react';
import { onNotes } from '../../../shared/session/messages';
import { useTopics } from '../../../shared/session/useTopics';
import type { Note } from '../../../shared/wire/wire';

/** The hub tells so many, the newest. */
const told = 1000;

/** The notes of the range, then as the hub tells them: what anybody adds, changes or removes is seen at once. */
export function useNotes(asked: readonly Note[]): {
  notes: readonly Note[];
  keep: (note: Note) => void;
  drop: (id: string) => void;
} {
  const [live, setLive] = useState<readonly Note[] | null>(null);
  useTopics(['notes']);
  useEffect(() => onNotes((message) => setLive(message.notes)), []);
  const all = merged(asked, live);
  // What this page has written is drawn before the hub tells of it.
  const keep = useCallback(
    (note: Note) => setLive((held) => sorted([...(held ?? asked).filter(({ id }) => id !== note.id), note])),
    [asked],
  );
  const drop = useCallback((id: string) => setLive((held) => (held ?? asked).filter((one) => one.id !== id)), [asked]);
  return { notes: all, keep, drop };
}

const sorted = (notes: readonly Note[]): Note[] => notes.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));

/** What the hub told, with those of the range that are older than all it tells. */
export function merged(asked: readonly Note[], live: readonly Note[] | null): readonly Note[] {
  if (!live) return sorted(asked);
  const first = live.length >= told ? Date.parse(live[0]!.at) : -Infinity;
  return [...sorted(asked).filter(({ at }) => Date.parse(at) < first), ...live];
}
