import { lazy, Suspense } from 'react';
import { useDialog } from './dialog';

const BoardDialog = lazy(() => import('./BoardDialog'));

/** Loads the dialogs when the first one is asked for. */
export function BoardDialogs() {
  const asked = useDialog((state) => state.asked);
  return (
    asked && (
      <Suspense fallback={null}>
        <BoardDialog asked={asked} />
      </Suspense>
    )
  );
}
