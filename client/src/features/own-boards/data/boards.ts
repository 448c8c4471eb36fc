import { useDesk } from '../../../shared/store/desk';
import { ApiError } from '../../../shared/wire/api';
import { asked as asks } from '../../../shared/wire/asked';
import { absent, deleteBoard, getBoard, getShared, listBoards, putBoard, type BoardAnswer } from './api';
import { resumeDraft } from './draft';
import './follow';
import { flush, soon, stopSending } from './saving';
import { documentOf, placeAll, placeLike, usualBoard, type BoardDocument, type Sections } from './model';
import { parseBoard } from './parse';
import { beginWithAll, forgetStart, renameStart } from './start';
import { deletedElsewhere, get, isEditing, listed, none, set, words, type OpenBoard } from './state';
import { tell } from './otherTabs';
import { forgetOwn, forgetUnsent, keepUnsent, sameBoard, unsent, type Unsent } from './unsent';

const debounce = 600,
  mostPast = 50;
let asked = 0;

/** For tests: a page just opened. */
export function forgetBoards(): void {
  stopSending();
  asked++;
  forgetOwn();
  set(none);
}

/** The server has no such board; to a link of one that is gone it says that nothing is for it. */
const isGone = (error: unknown): boolean =>
  error instanceof ApiError && (error.status === 404 || (error.status === 403 && asks.link !== null));

const noLink = 'There is no board behind this link, or no more. Ask who gave it to you.';
const noBoard =
  'This browser keeps no board of this name. Own boards belong to the browser they were made in; ' +
  'a shared link or an exported file carries them over.';

export async function readList(): Promise<void> {
  try {
    set({ list: await listBoards() });
  } catch {
    /* the switcher asks again when it opens */
  }
  await flush();
}

async function show(ask: () => Promise<BoardAnswer>, isShared: boolean, name: string | null): Promise<void> {
  const own = ++asked;
  await flush();
  if (own !== asked) return;
  if (get().open?.isShared !== isShared || get().open?.name !== name)
    set({ open: null, problem: null, keeping: 'kept', reason: null, theirs: null });
  const mine = name === null ? null : unsent(name);
  try {
    const answer = await ask();
    const document = mine?.document ?? parseBoard(answer.document);
    if (own !== asked) return;
    set({
      open: {
        name: answer.name,
        isShared,
        share: answer.share,
        tag: mine?.base ?? answer.tag,
        desk: document.desk,
        sections: placeAll(document),
        past: [],
      },
      problem: null,
    });
    if (mine && name !== null) takeOver(name, mine);
  } catch (error) {
    if (own !== asked) return;
    // The server is away, or never had it: what this browser has is shown, and sent when it can be.
    if (mine && name !== null) {
      set({
        open: {
          name,
          isShared,
          share: null,
          tag: mine.base,
          desk: mine.document.desk,
          sections: placeAll(mine.document),
          past: [],
        },
        problem: null,
      });
      takeOver(name, mine);
    } else if (!(isGone(error) && (resumeDraft(name) || beginWithAll(name))))
      set({
        open: null,
        problem: isGone(error) ? (isShared ? noLink : noBoard) : words(error),
      });
  }
}

/** An edit of an earlier page, or another tab's, is this one's now. */
function takeOver(name: string, edit: Unsent): void {
  keepUnsent(name, edit);
  set({ keeping: 'keeping' });
  soon(0);
}

export const openOwn = (name: string): Promise<void> => show(() => getBoard(name), false, name);

export const openShared = (share: string): Promise<void> => show(() => getShared(share), true, null);

/**
 * Takes over what changed elsewhere: by a shared board's owner, or in another tab. Never under the hands of who
 * arranges it.
 */
export async function refresh(): Promise<void> {
  const { open, keeping } = get();
  if (!open || keeping !== 'kept' || isEditing(get())) return;
  const own = asked;
  try {
    const answer = await (open.isShared ? getShared(open.share!) : getBoard(open.name));
    const document = parseBoard(answer.document);
    if (own !== asked || get().open !== open || isEditing(get())) return;
    if (!sameBoard(document, documentOf(open.desk, open.sections)))
      set({
        open: {
          ...open,
          name: answer.name,
          tag: answer.tag,
          desk: document.desk,
          sections: placeLike(document, open.sections),
          past: [],
        },
      });
    else if (answer.tag !== open.tag) set({ open: { ...open, tag: answer.tag } });
  } catch (error) {
    // Away, it may come again; gone is gone.
    if (own === asked && get().open === open && isGone(error))
      set({ open: null, problem: open.isShared ? noLink : deletedElsewhere });
  }
}

/** Leaves to the board of all KPIs. */
export function closeBoard(): void {
  asked++;
  void flush();
  if (isEditing(get())) set({ editing: null });
  set({ open: null, problem: null, ...(get().keeping === 'conflict' ? { keeping: 'kept', theirs: null } : {}) });
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
  const { keeping } = get();
  set({ open, keeping: keeping === 'kept' ? 'keeping' : keeping });
  keepUnsent(open.name, {
    document: documentOf(open.desk, open.sections),
    base: open.tag,
    sent: unsent(open.name)?.sent ?? [],
    at: Date.now(),
  });
  soon(debounce);
}

/** Keeps a new board and opens nothing. Throws what is wrong. */
export async function createBoard(name: string, document: BoardDocument): Promise<void> {
  const info = await putBoard(name, document, { base: absent });
  set(listed(info));
  tell({ kind: 'kept', info, document });
}

export async function renameBoard(from: string, name: string): Promise<void> {
  const { open } = get();
  const own =
    open?.name === from ? { document: documentOf(open.desk, open.sections), tag: open.tag } : await getBoard(from);
  const document = parseBoard(own.document);
  const info = await putBoard(name, document, { from, base: own.tag });
  forgetUnsent(from);
  renameStart(from, name);
  tell({ kind: 'kept', info, document, from });
  const { open: now, editing } = get();
  set({
    ...listed(info, from),
    ...(now?.name === from
      ? { open: { ...now, name, tag: info.tag }, keeping: 'kept' as const, editing: editing === null ? null : name }
      : {}),
  });
}

export async function removeBoard(name: string): Promise<void> {
  await deleteBoard(name).catch((error: unknown) => {
    if (!(error instanceof ApiError && error.status === 404)) throw error;
  });
  forgetUnsent(name);
  forgetStart(name);
  tell({ kind: 'removed', name });
  const { open, list } = get();
  set({
    list: list && list.filter((one) => one.name !== name),
    ...(open?.name === name ? { open: null, editing: null, keeping: 'kept' as const, theirs: null } : {}),
  });
}
