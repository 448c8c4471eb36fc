import { useRoute } from 'wouter';
import { later } from '../../shared/ui/later';
import { Board } from '../../features/board/Board';
import { nameInAddress } from '../../features/own-boards/data/address';
import { BoardDialogs } from '../../features/own-boards/dialogs/BoardDialogs';

const OwnBoard = later(() => import('../../features/own-boards/page/OwnBoard'));

/** The board that the address names: all KPIs, an own one, or a shared one. */
export function Boards() {
  const [isShared, shared] = useRoute<{ share: string }>('/board/shared/:share');
  const [isOwn] = useRoute('/board/:name');
  return (
    <>
      {isShared ? (
        <OwnBoard key="shared" share={shared.share} />
      ) : isOwn ? (
        <OwnBoard key="own" name={nameInAddress()} />
      ) : (
        <Board />
      )}
      <BoardDialogs />
    </>
  );
}
