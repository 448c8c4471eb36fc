import { navigate } from '../../../shared/address/navigate';
import { useDesk } from '../../../shared/store/desk';
import { boardAddress } from './address';
import { absent } from './api';
import { placeAll, usualBoard } from './model';
import { set, type BoardsState, type OpenBoard } from './state';
import { unsent } from './unsent';

/** What the history's entry of a draft says, so that a reload begins it anew. */
const mark = 'draft';

/** Whether a board is on the screen alone: neither the server nor this browser keeps it. */
export const isDraft = (open: OpenBoard): boolean => open.tag === absent && unsent(open.name) === null;

/**
 * Begins to edit a copy of all KPIs. Nobody keeps it before its first change: who leaves without one leaves no trace.
 */
function beginDraft(name: string): Partial<BoardsState> {
  const { desk, catalogue, order } = useDesk.getState();
  const document = usualBoard(desk!.id, catalogue, order);
  return {
    open: { name, isShared: false, share: null, tag: absent, desk: desk!.id, sections: placeAll(document), past: [] },
    editing: name,
    problem: null,
    keeping: 'kept',
    reason: null,
    theirs: null,
  };
}

export function openDraft(name: string): void {
  set(beginDraft(name));
  navigate(boardAddress(name), { state: mark });
}

/** Whether the page shows a draft's address, and so begins it anew; what it needs must have been read. */
export function resumeDraft(name: string | null): boolean {
  if (name === null || history.state !== mark) return false;
  if (useDesk.getState().order.length > 0) set(beginDraft(name));
  else navigate('/', { replace: true });
  return true;
}

/** A draft that was left is gone; one that was kept is a board as any other. */
export function endDraft({ open, editing, keeping }: BoardsState): void {
  if (!open || open.isShared) return;
  if (!isDraft(open)) {
    if (history.state === mark && open.tag !== absent) history.replaceState(null, '');
  } else if (editing !== open.name && keeping === 'kept') navigate('/', { replace: true });
}
