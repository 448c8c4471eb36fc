import { personId } from '../../../shared/access/who';
import { browser } from '../../../shared/storage/storage';
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

/**
 * They stay in this browser as well, so that neither a lost connection nor a reload loses them: those of each person
 * for that person alone, whoever signs in here meanwhile.
 */
function prefix(): string {
  const person = personId();
  return person === null ? anybodys : `apollo.board.of.${person}.`;
}

const anybodys = 'apollo.board.unsent.';

/** What was left unsent here before anybody signed in is of whoever does, as the boards of this browser are. */
export function takeUnsent(): void {
  if (personId() === null) return;
  for (const key of browser.keys(anybodys)) {
    const mine = prefix() + key.slice(anybodys.length);
    if (browser.text(mine) !== null) continue;
    browser.keepText(mine, browser.text(key));
    browser.keepText(key, null);
  }
}

/** This page's own. Two tabs write the same place of the browser's storage; here each has what it shows. */
const own = new Map<string, Unsent>();
const written = new Map<string, string>();

export const sameBoard = (a: BoardDocument | null, b: BoardDocument): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

export function keepUnsent(name: string, edit: Unsent): void {
  const text = JSON.stringify(edit);
  own.set(name, edit);
  written.set(name, text);
  browser.keepText(prefix() + name, text);
}

/** The same edit with more known of it; what another tab left since then stays. */
export function amendUnsent(name: string, edit: Unsent): void {
  if (browser.text(prefix() + name) === written.get(name)) keepUnsent(name, edit);
  else own.set(name, edit);
}

function stored(name: string): Unsent | null {
  try {
    const value = browser.value(prefix() + name) as Partial<Unsent> | null;
    if (value === null) return null;
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
  browser.keepText(prefix() + name, null);
}

export const unsentNames = (): string[] => [
  ...new Set([...own.keys(), ...browser.keys(prefix()).map((key) => key.slice(prefix().length))]),
];

/** For tests: a page just opened. */
export function forgetOwn(): void {
  own.clear();
  written.clear();
}
