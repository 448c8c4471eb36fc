import { isOut, useWho } from '../../../shared/access/who';
import { ApiError } from '../../../shared/wire/api';
import { absent, getBoard, putBoard, type BoardAnswer, type BoardKept } from './api';
import { placeLike } from './model';
import { parseBoard } from './parse';
import { say } from './speech';
import { deletedElsewhere, get, isOpen, listed, set, words } from './state';
import { tell } from './otherTabs';
import { amendUnsent, forgetUnsent, isOwn, sameBoard, unsent, takeUnsent, unsentNames, type Unsent } from './unsent';

const again = 10_000,
  mostSent = 4;
/** So long another page's edit is left to that page. */
const settled = 3_000;
let timer: ReturnType<typeof setTimeout> | undefined;
let sending: Promise<void> = Promise.resolve();

export function soon(wait: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => void flush(), wait);
}

export const stopSending = (): void => clearTimeout(timer);

/**
 * Sends what is not sent yet, of this visit or an earlier one; one board after the other, so that the latest edit
 * arrives last.
 */
export function flush(last = false): Promise<void> {
  clearTimeout(timer);
  return (sending = last ? send(true) : sending.then(() => send(false)));
}

async function send(last: boolean): Promise<void> {
  // What a person left unsent waits for that person.
  if (isOut(useWho.getState().who)) return;
  for (const name of unsentNames()) {
    const edit = unsent(name);
    if (!edit || (isOpen(name) && get().keeping === 'conflict')) continue;
    if (!isOwn(name) && Date.now() - edit.at < settled) {
      soon(settled);
      continue;
    }
    try {
      const { document, base } = edit;
      if (isOwn(name)) amendUnsent(name, { ...edit, sent: [...edit.sent, document].slice(-mostSent) });
      kept(name, edit, await putBoard(name, document, { base, last }));
    } catch (error) {
      const left =
        error instanceof ApiError && error.status === 412
          ? await meet(name, edit).catch((other: unknown) => other)
          : error;
      if (left === undefined) continue;
      if (isOpen(name)) {
        if (get().keeping !== 'waiting') say(`Not saved yet, kept in this browser. ${words(left)}`);
        set({ keeping: 'waiting', reason: words(left) });
      }
      // What the server refuses it refuses again; only an absent one is asked again by itself.
      if (!(left instanceof ApiError) || left.status >= 500) return soon(again);
    }
  }
}

/** The server has this edit. What was edited since goes on from there. */
function kept(name: string, edit: Unsent, info: BoardKept): void {
  forgetUnsent(name, edit.document);
  const next = isOwn(name) ? unsent(name) : null;
  if (next) amendUnsent(name, { ...next, base: info.tag, sent: [] });
  set(listed(info));
  tell({ kind: 'kept', info, document: edit.document });
  if (!isOpen(name)) return;
  if (get().keeping === 'waiting') say('Saved.');
  set({ open: { ...get().open!, share: info.share, tag: info.tag }, keeping: next ? 'keeping' : 'kept', reason: null });
}

/** The server has another revision than the edit was made from. */
async function meet(name: string, edit: Unsent): Promise<void> {
  const answer = await getBoard(name).catch((error: unknown): BoardAnswer | null => {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  });
  const document = answer && parseBoard(answer.document);
  // It is this very edit: the answer to an earlier attempt was lost, or another tab sent it.
  if (answer && sameBoard(document, edit.document)) return kept(name, edit, answer);
  if (answer && edit.sent.some((one) => sameBoard(document, one))) {
    const next = unsent(name) ?? edit;
    amendUnsent(name, { ...next, base: answer.tag, sent: [] });
    if (isOpen(name)) set({ open: { ...get().open!, tag: answer.tag } });
    return soon(0);
  }
  if (!isOpen(name)) return;
  set({
    keeping: 'conflict',
    reason: null,
    theirs: answer && { document: document!, tag: answer.tag, share: answer.share },
  });
}

/** In a conflict, theirs. Where there is one, undo leads back to this page's. */
export function showTheirs(): void {
  const { open, theirs, keeping } = get();
  if (!open || keeping !== 'conflict') return;
  forgetUnsent(open.name);
  if (!theirs) return set({ open: null, editing: null, problem: deletedElsewhere, keeping: 'kept' });
  const { document, tag, share } = theirs;
  set({
    open: {
      ...open,
      tag,
      share,
      desk: document.desk,
      sections: placeLike(document, open.sections),
      past: [...open.past, open.sections],
    },
    keeping: 'kept',
    theirs: null,
  });
  say('Theirs is shown. Undo brings yours back.');
}

/** In a conflict, this page's: it takes the place of theirs. */
export function keepMine(): Promise<void> {
  const { open, theirs, keeping } = get();
  const edit = open && unsent(open.name);
  if (!open || !edit || keeping !== 'conflict') return Promise.resolve();
  const tag = theirs ? theirs.tag : absent;
  amendUnsent(open.name, { ...edit, base: tag, sent: [] });
  set({ open: { ...open, tag }, keeping: 'keeping', theirs: null });
  say('Yours is kept.');
  return flush();
}

useWho.subscribe(({ who }, before) => {
  if (who?.person?.id === before.who?.person?.id || isOut(who)) return;
  takeUnsent();
  void flush();
});
window.addEventListener('online', () => void flush());
window.addEventListener('pagehide', () => void flush(true));
