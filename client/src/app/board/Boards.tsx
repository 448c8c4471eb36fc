import { lazy, Suspense } from 'react';
import { useRoute } from 'wouter';
import { Board } from '../../features/board/Board';
import { nameInAddress } from '../../features/own-boards/data/address';
import { BoardDialogs } from '../../features/own-boards/dialogs/BoardDialogs';

const OwnBoard = lazy(() => import('../../features/own-boards/page/OwnBoard'));

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
