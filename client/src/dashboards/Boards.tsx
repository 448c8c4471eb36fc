import { lazy, Suspense } from 'react';
import { useRoute } from 'wouter';
import { Board } from '../board/Board';
import { nameInAddress } from './address';
import { BoardDialogs } from './BoardDialogs';

const OwnBoard = lazy(() => import('./OwnBoard'));

/** The board that the address names: all KPIs, an own one, or a shared one. */
export function Boards() {
  const [isShared, shared] = useRoute<{ share: string }>('/board/shared/:share');
  const [isOwn] = useRoute('/board/:name');
  return (
    <>
      {isShared ? (
        <Suspense fallback={null}>
          <OwnBoard key="shared" share={shared.share} />
        </Suspense>
      ) : isOwn ? (
        <Suspense fallback={null}>
          <OwnBoard key="own" name={nameInAddress()} />
        </Suspense>
      ) : (
        <Board />
      )}
      <BoardDialogs />
    </>
  );
}
