import type { BoardKept } from './api';
import type { BoardDocument } from './model';

/** What a tab did that the browser's other tabs show at once. */
export type News =
  { kind: 'kept'; info: BoardKept; document: BoardDocument; from?: string } | { kind: 'removed'; name: string };

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('apollo.boards');

export const tell = (news: News): void => channel?.postMessage(news);

export function hear(listener: (news: News) => void): void {
  channel?.addEventListener('message', (event) => listener(event.data as News));
}
