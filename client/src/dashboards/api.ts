import { ask, get } from '../wire/api';
import type { BoardDocument } from './model';

/** An own board in the list. */
export interface BoardInfo { name: string; share: string; updatedAt: string }

/** A board with what it shows; the document is checked before it is shown. */
export interface BoardAnswer extends BoardInfo { document: unknown }

const at = (name: string): string => `/api/me/dashboards/${encodeURIComponent(name)}`;

export const listBoards = (): Promise<BoardInfo[]> => get('/api/me/dashboards');

export const getBoard = (name: string): Promise<BoardAnswer> => get(at(name));

export const getShared = (share: string): Promise<BoardAnswer> => get(`/api/dashboards/${encodeURIComponent(share)}`);

/** Keeps a board; `from` is the name it had, `last` says that the page is being left. */
export const putBoard = (name: string, document: BoardDocument, { from, last = false }: { from?: string; last?: boolean } = {}): Promise<BoardInfo> =>
  ask(`${at(name)}${from === undefined ? '' : `?from=${encodeURIComponent(from)}`}`, { method: 'PUT', body: JSON.stringify(document), keepalive: last });

export const deleteBoard = (name: string): Promise<unknown> => ask(at(name), { method: 'DELETE' });
