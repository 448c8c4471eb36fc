import { ApiError } from '../wire/api';
import type { Problem } from '../wire/wire';
import type { BoardDocument } from './model';

/** An own board in the list. */
export interface BoardInfo { name: string; share: string; updatedAt: string }

/** A board with what it shows; the document is checked before it is shown. */
export interface BoardAnswer extends BoardInfo { document: unknown }

const timeout = 10_000;

async function ask(path: string, more: RequestInit = {}): Promise<unknown> {
  const answer = await fetch(path, { headers: { accept: 'application/json', ...(more.body ? { 'content-type': 'application/json' } : {}) }, signal: AbortSignal.timeout(timeout), ...more });
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({})) as Problem;
    throw new ApiError(answer.status, problem.detail ?? problem.title ?? `${answer.status} ${answer.statusText}`);
  }
  return answer.status === 204 ? null : await answer.json();
}

const at = (name: string): string => `/api/me/dashboards/${encodeURIComponent(name)}`;

export const listBoards = (): Promise<BoardInfo[]> => ask('/api/me/dashboards') as Promise<BoardInfo[]>;

export const getBoard = (name: string): Promise<BoardAnswer> => ask(at(name)) as Promise<BoardAnswer>;

export const getShared = (share: string): Promise<BoardAnswer> => ask(`/api/dashboards/${encodeURIComponent(share)}`) as Promise<BoardAnswer>;

/** Keeps a board; `from` is the name it had, `last` says that the page is being left. */
export const putBoard = (name: string, document: BoardDocument, { from, last = false }: { from?: string; last?: boolean } = {}): Promise<BoardInfo> =>
  ask(`${at(name)}${from === undefined ? '' : `?from=${encodeURIComponent(from)}`}`, { method: 'PUT', body: JSON.stringify(document), keepalive: last }) as Promise<BoardInfo>;

export const deleteBoard = (name: string): Promise<unknown> => ask(at(name), { method: 'DELETE' });
