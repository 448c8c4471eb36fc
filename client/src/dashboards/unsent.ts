import type { BoardDocument } from './model';
import { parseBoard } from './parse';

/** Edits that the server does not have yet stay in this browser, so that neither a lost connection nor a reload loses them. */
const prefix = 'apollo.board.unsent.';

export function keepUnsent(name: string, document: BoardDocument): void {
  try { localStorage.setItem(prefix + name, JSON.stringify(document)); } catch { /* full or private: this page still has them */ }
}

export function unsent(name: string): BoardDocument | null {
  try {
    const text = localStorage.getItem(prefix + name);
    return text === null ? null : parseBoard(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Forgets what has been sent, unless it was edited again meanwhile. */
export function forgetUnsent(name: string, sent?: BoardDocument): void {
  try {
    if (sent === undefined || localStorage.getItem(prefix + name) === JSON.stringify(sent)) localStorage.removeItem(prefix + name);
  } catch { /* nothing is kept */ }
}

export function unsentNames(): string[] {
  try { return Object.keys(localStorage).filter(key => key.startsWith(prefix)).map(key => key.slice(prefix.length)); } catch { return []; }
}
