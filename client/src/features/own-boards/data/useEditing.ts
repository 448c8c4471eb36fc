import { navigate } from 'wouter/use-browser-location';
import { useDesk } from '../../../shared/store/desk';
import { ApiError } from '../../../shared/wire/api';
import { boardAddress } from './address';
import { createBoard } from './boards';
import { freeName, usualBoard } from './model';
import { say } from './speech';
import { isEditing, setEditing, useBoards } from './state';

/** Editing the board that is shown; from all KPIs it begins with an own copy of them. */
export function useEditing(): { canEdit: boolean; editing: boolean; startEditing: () => void } {
  const isShared = useBoards((state) => state.open?.isShared ?? false);
  const editing = useBoards(isEditing);
  const missing = useBoards((state) => state.problem !== null);
  const ready = useDesk((state) => state.order.length > 0);
  return { canEdit: ready && !isShared && !missing, editing, startEditing: () => void start() };
}

async function start(): Promise<void> {
  const { open, list } = useBoards.getState();
  if (open) return setEditing(open.name);
  const { desk, catalogue, order } = useDesk.getState();
  const name = freeName(
    'My board',
    (list ?? []).map((board) => board.name),
  );
  try {
    await createBoard(name, usualBoard(desk!.id, catalogue, order));
  } catch (error) {
    useBoards.setState({
      keeping: 'waiting',
      reason: error instanceof ApiError ? error.message : 'The server does not answer.',
    });
    // Nothing waits to be sent: the notice goes by itself.
    setTimeout(() => {
      if (!useBoards.getState().open) useBoards.setState({ keeping: 'kept', reason: null });
    }, 8_000);
    return say('A board of your own could not be made.');
  }
  setEditing(name);
  navigate(boardAddress(name));
}
