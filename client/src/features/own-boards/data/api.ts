import { answer, ask, get } from '../../../shared/wire/api';
import type { BoardDocument } from './model';

/** An own board in the list. */
export interface BoardInfo {
  name: string;
  share: string;
  updatedAt: string;
}

/** The revision of a board, as the server calls it; null = not told. */
export type Tag = string | null;

/** What was kept. */
export interface BoardKept extends BoardInfo {
  tag: Tag;
}

/** A board with what it shows; the document is checked before it is shown. */
export interface BoardAnswer extends BoardKept {
  document: unknown;
}

/** In place of a tag: there is no such board. */
export const absent = 'absent';

const at = (name: string): string => `/api/me/dashboards/${encodeURIComponent(name)}`;

async function tagged<T extends BoardInfo>(path: string, more?: RequestInit): Promise<T & { tag: Tag }> {
  const given = await answer(path, more);
  return { ...((await given.json()) as T), tag: given.headers.get('etag') };
}

export const listBoards = (): Promise<BoardInfo[]> => get('/api/me/dashboards');

export const getBoard = (name: string): Promise<BoardAnswer> => tagged(at(name));

export const getShared = (share: string): Promise<BoardAnswer> =>
  tagged(`/api/dashboards/${encodeURIComponent(share)}`);

interface Keeping {
  /** The revision it was made from: the server keeps it in place of that alone. */
  base: Tag;
  /** The name it had. */
  from?: string;
  /** The page is being left. */
  last?: boolean;
}

/** Keeps a board; status 412 where somebody else was first. */
export const putBoard = (
  name: string,
  document: BoardDocument,
  { base, from, last = false }: Keeping,
): Promise<BoardKept> =>
  tagged(`${at(name)}${from === undefined ? '' : `?from=${encodeURIComponent(from)}`}`, {
    method: 'PUT',
    body: JSON.stringify(document),
    keepalive: last,
    headers: base === null ? {} : base === absent ? { 'if-none-match': '*' } : { 'if-match': base },
  });

export const deleteBoard = (name: string): Promise<unknown> => ask(at(name), { method: 'DELETE' });
