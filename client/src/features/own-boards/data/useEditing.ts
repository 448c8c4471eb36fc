import { useDesk } from '../../../shared/store/desk';
import { openDraft } from './draft';
import { freeName } from './model';
import { isEditing, setEditing, useBoards } from './state';
import { unsentNames } from './unsent';

/** Editing the board that is shown; from all KPIs it begins with an own copy of them, kept once it is changed. */
export function useEditing(): { canEdit: boolean; editing: boolean; startEditing: () => void } {
  const isShared = useBoards((state) => state.open?.isShared ?? false);
  const editing = useBoards(isEditing);
  const missing = useBoards((state) => state.problem !== null);
  const ready = useDesk((state) => state.order.length > 0);
  return { canEdit: ready && !isShared && !missing, editing, startEditing: start };
}

function start(): void {
  const { open, list } = useBoards.getState();
  if (open) return setEditing(open.name);
  const taken = [...(list ?? []).map((board) => board.name), ...unsentNames()];
  openDraft(freeName('My board', taken));
}
