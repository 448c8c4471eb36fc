import { later } from '../../../shared/ui/later';
import { useDialog } from './dialog';

const BoardDialog = later(() => import('./BoardDialog'));

/** Loads the dialogs when the first one is asked for. */
export function BoardDialogs() {
  const asked = useDialog((state) => state.asked);
  return asked && <BoardDialog asked={asked} />;
}
