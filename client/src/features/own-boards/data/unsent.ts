import type { Tag } from './api';
import type { BoardDocument } from './model';
import { parseBoard } from './parse';

/** An edit that the server does not have yet. */
export interface Unsent {
  document: BoardDocument;
  /** The revision it was made from. */
  base: Tag;
  /** What was sent since then, of which it is not known that it arrived; the latest last. */
  sent: readonly BoardDocument[];
  /** When it was made, in the browser's time. */
  at: number;
}

/** They stay in this browser as well, so that neither a lost connection nor a reload loses them. */
const prefix = 'apollo.board.unsent.';

/** This page's own. Two tabs write the same place of the browser's storage; here each has what it shows. */
const own = new Map<string, Unsent>();
const written = new Map<string, string>();

export const sameBoard = (a: BoardDocument | null, b: BoardDocument): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

export function keepUnsent(name: string, edit: Unsent): void {
  const text = JSON.stringify(edit);
  own.set(name, edit);
  written.set(name, text);
  try {
    localStorage.setItem(prefix + name, text);
  } catch {
    /* full or private: this page still has them */
  }
}

/** The same edit with more known of it; what another tab left since then stays. */
export function amendUnsent(name: string, edit: Unsent): void {
  let isLatest = true;
  try {
    isLatest = localStorage.getItem(prefix + name) === written.get(name);
  } catch {
    /* this page alone */
  }
  if (isLatest) keepUnsent(name, edit);
  else own.set(name, edit);
}

function stored(name: string): Unsent | null {
  try {
    const text = localStorage.getItem(prefix + name);
    if (text === null) return null;
    const value = JSON.parse(text) as Partial<Unsent>;
    // Earlier pages kept the board alone.
    if (!value.document) return { document: parseBoard(value), base: null, sent: [], at: 0 };
    return {
      document: parseBoard(value.document),
      base: value.base ?? null,
      sent: (value.sent ?? []).map(parseBoard),
      at: value.at ?? 0,
    };
  } catch {
    return null;
  }
}

/** This page's edit, else what another page left. */
export const unsent = (name: string): Unsent | null => own.get(name) ?? stored(name);

/** Whether this page made it, or took it over. */
export const isOwn = (name: string): boolean => own.has(name);

/** Forgets what has been sent, unless it was edited again meanwhile. */
export function forgetUnsent(name: string, sent?: BoardDocument): void {
  const mine = own.get(name);
  if (mine && (!sent || sameBoard(mine.document, sent))) own.delete(name);
  if (sent && !sameBoard(stored(name)?.document ?? null, sent)) return;
  try {
    localStorage.removeItem(prefix + name);
  } catch {
    /* nothing is kept */
  }
}

export function unsentNames(): string[] {
  let names: string[] = [];
  try {
    names = Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length));
  } catch {
    /* this page's alone */
  }
  return [...new Set([...own.keys(), ...names])];
}

/** For tests: a page just opened. */
export function forgetOwn(): void {
  own.clear();
  written.clear();
}
