import { create } from 'zustand';
import { useDesk } from '../store/desk';
import { ApiError } from '../wire/api';
import { deleteBoard, getBoard, getShared, listBoards, putBoard, type BoardAnswer, type BoardInfo } from './api';
import { documentOf, placeAll, usualBoard, type BoardDocument, type Sections } from './model';
import { BoardFault, parseBoard } from './parse';
import { say } from './speech';
import { forgetUnsent, keepUnsent, unsent, unsentNames } from './unsent';

/** A board on the screen. */
export interface OpenBoard {
  name: string;
  /** Somebody's shared board: looked at, not changed. */
  isShared: boolean;
  share: string | null;
  desk: string;
  sections: Sections;
  /** What it was before each change, the latest last. */
  past: readonly Sections[];
}

interface Boards {
  /** Own boards; null until the server said. */
  list: readonly BoardInfo[] | null;
  open: OpenBoard | null;
  /** Why the asked-for board is not there. */
  problem: string | null;
  /** Whether the server has the latest edit. */
  keeping: 'kept' | 'keeping' | 'waiting';
  /** Why it waits. */
  reason: string | null;
  /** The own board that is being arranged. */
  editing: string | null;
}

const none: Boards = { list: null, open: null, problem: null, keeping: 'kept', reason: null, editing: null };

export const useBoards = create<Boards>(() => none);

const set = useBoards.setState, get = useBoards.getState;
const debounce = 600, again = 10_000, mostPast = 50;
let timer: ReturnType<typeof setTimeout> | undefined;
let asked = 0;

/** For tests: a page just opened. */
export function forgetBoards(): void {
  clearTimeout(timer);
  asked++;
  set(none);
}

const noLink = 'There is no board behind this link, or no more. Ask who gave it to you.';
const noBoard = 'This browser keeps no board of this name. Own boards belong to the browser they were made in; a shared link or an exported file carries them over.';

const words = (error: unknown): string =>
  error instanceof ApiError || error instanceof BoardFault ? error.message : 'The server does not answer.';

export async function readList(): Promise<void> {
  try {
    set({ list: await listBoards() });
  } catch { /* the switcher asks again when it opens */ }
  await flush();
}

async function show(ask: () => Promise<BoardAnswer>, isShared: boolean, name: string | null): Promise<void> {
  const own = ++asked;
  await flush();
  if (own !== asked) return;
  if (get().open?.isShared !== isShared || get().open?.name !== name) set({ open: null, problem: null, keeping: 'kept', reason: null });
  const mine = name === null ? null : unsent(name);
  try {
    const answer = await ask();
    const document = mine ?? parseBoard(answer.document);
    if (own !== asked) return;
    set({ open: { name: answer.name, isShared, share: answer.share, desk: document.desk, sections: placeAll(document), past: [] }, problem: null });
    if (mine) soon(0);
  } catch (error) {
    if (own !== asked) return;
    // The server is away, or never had it: what this browser has is shown, and sent when it can be.
    if (mine && name !== null) {
      set({ open: { name, isShared, share: null, desk: mine.desk, sections: placeAll(mine), past: [] }, problem: null });
      soon(0);
    } else set({ open: null, problem: error instanceof ApiError && error.status === 404 ? isShared ? noLink : noBoard : words(error) });
  }
}

export const openOwn = (name: string): Promise<void> => show(() => getBoard(name), false, name);

export const openShared = (share: string): Promise<void> => show(() => getShared(share), true, null);

/** Takes over what changed elsewhere: by a shared board's owner, or in another tab. Never under the hands of who arranges it. */
export async function refresh(): Promise<void> {
  const { open, keeping } = get();
  if (!open || keeping !== 'kept' || isEditing(get())) return;
  const own = asked;
  try {
    const answer = await (open.isShared ? getShared(open.share!) : getBoard(open.name));
    const document = parseBoard(answer.document);
    if (own !== asked || get().open !== open || isEditing(get())) return;
    if (JSON.stringify(document) !== JSON.stringify(documentOf(open.desk, open.sections))) set({ open: { ...open, name: answer.name, desk: document.desk, sections: placeAll(document), past: [] } });
  } catch (error) {
    // Away, it may come again; gone is gone.
    if (own === asked && get().open === open && error instanceof ApiError && error.status === 404) set({ open: null, problem: open.isShared ? noLink : noBoard });
  }
}

/** Leaves to the board of all KPIs. */
export function closeBoard(): void {
  asked++;
  void flush();
  if (isEditing(get())) set({ editing: null });
  set({ open: null, problem: null });
}

/** Changes the open board; the server has it a moment later. */
export function edit(change: (sections: Sections) => Sections): void {
  const { open } = get();
  if (!open || open.isShared) return;
  const sections = change(open.sections);
  if (sections === open.sections) return;
  put({ ...open, sections, past: [...open.past.slice(1 - mostPast), open.sections] });
}

/** Shows a change that is not decided yet: a card on its way. */
export function preview(sections: Sections): void {
  const { open } = get();
  if (open && !open.isShared) set({ open: { ...open, sections } });
}

/** Decides what was previewed; undo leads back to before it. */
export function commit(before: Sections): void {
  const { open } = get();
  if (open && open.sections !== before) put({ ...open, past: [...open.past.slice(1 - mostPast), before] });
}

export function undo(): boolean {
  const { open } = get();
  const before = open?.past.at(-1);
  if (!open || !before) return false;
  put({ ...open, sections: before, past: open.past.slice(0, -1) });
  return true;
}

/** Back to all KPIs; it can be undone. */
export function reset(): void {
  const { catalogue, order } = useDesk.getState();
  edit(() => placeAll(usualBoard(get().open!.desk, catalogue, order)));
}

function put(open: OpenBoard): void {
  set({ open, keeping: get().keeping === 'waiting' ? 'waiting' : 'keeping' });
  keepUnsent(open.name, documentOf(open.desk, open.sections));
  soon(debounce);
}

function soon(wait: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => void flush(), wait);
}

let sending: Promise<void> = Promise.resolve();

/** Sends what is not sent yet, of this visit or an earlier one; one board after the other, so that the latest edit arrives last. */
export function flush(last = false): Promise<void> {
  clearTimeout(timer);
  return sending = last ? send(true) : sending.then(() => send(false));
}

async function send(last: boolean): Promise<void> {
  for (const name of unsentNames()) {
    const document = unsent(name);
    if (!document) continue;
    try {
      const info = await putBoard(name, document, { last });
      forgetUnsent(name, document);
      const { open, list } = get();
      set({ list: list && [...list.filter(one => one.name !== name), info] });
      if (isOpen(name) && get().keeping === 'waiting') say('Saved.');
      if (isOpen(name)) set({ open: { ...open!, share: info.share }, keeping: unsent(name) ? 'keeping' : 'kept', reason: null });
    } catch (error) {
      if (isOpen(name)) {
        if (get().keeping !== 'waiting') say(`Not saved yet, kept in this browser. ${words(error)}`);
        set({ keeping: 'waiting', reason: words(error) });
      }
      // What the server refuses it refuses again; only an absent one is asked again by itself.
      if (!(error instanceof ApiError) || error.status >= 500) return soon(again);
    }
  }
}

const isOpen = (name: string): boolean => get().open?.name === name && !get().open?.isShared;

/** Keeps a new board and opens nothing. Throws what is wrong. */
export async function createBoard(name: string, document: BoardDocument): Promise<void> {
  const info = await putBoard(name, document);
  set({ list: [...(get().list ?? []).filter(one => one.name !== name), info] });
}

export async function renameBoard(from: string, name: string): Promise<void> {
  const { open } = get();
  const document = open?.name === from ? documentOf(open.desk, open.sections) : parseBoard((await getBoard(from)).document);
  const info = await putBoard(name, document, { from });
  forgetUnsent(from);
  const { open: now, list } = get();
  set({ list: [...(list ?? []).filter(one => one.name !== from), info], ...(now?.name === from ? { open: { ...now, name }, keeping: 'kept' as const, editing: get().editing === null ? null : name } : {}) });
}

export async function removeBoard(name: string): Promise<void> {
  await deleteBoard(name).catch((error: unknown) => { if (!(error instanceof ApiError && error.status === 404)) throw error; });
  forgetUnsent(name);
  const { open, list } = get();
  set({ list: list && list.filter(one => one.name !== name), ...(open?.name === name ? { open: null, editing: null } : {}) });
}

/** Begins to arrange an own board, or ends (null). */
export const setEditing = (editing: string | null): void => set({ editing });

export const isEditing = ({ open, editing }: Pick<Boards, 'open' | 'editing'>): boolean => open !== null && !open.isShared && editing === open.name;

window.addEventListener('online', () => void flush());
window.addEventListener('pagehide', () => void flush(true));
