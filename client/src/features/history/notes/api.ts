import { ask, at } from '../../../shared/wire/api';
import type { Note } from '../../../shared/wire/wire';

/** What a person writes of a note. */
export interface NoteDraft {
  /** ISO 8601. */
  at: string;
  until?: string;
  text: string;
}

/** The longest text the server keeps. */
export const longest = 200;

const path = (desk: string, id = ''): string => `${at(desk)}/notes${id && `/${encodeURIComponent(id)}`}`;
/** Where somebody else changed it since, the server keeps theirs (412). */
const only = ({ revision }: Note): Record<string, string> => ({ 'if-match': `"${revision}"` });

export const addNote = (desk: string, draft: NoteDraft): Promise<Note> =>
  ask(path(desk), { method: 'POST', body: JSON.stringify(draft) });

export const changeNote = (desk: string, note: Note, draft: NoteDraft): Promise<Note> =>
  ask(path(desk, note.id), { method: 'PUT', body: JSON.stringify(draft), headers: only(note) });

export const removeNote = (desk: string, note: Note): Promise<null> =>
  ask(path(desk, note.id), { method: 'DELETE', headers: only(note) });
