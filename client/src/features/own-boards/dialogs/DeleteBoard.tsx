import { navigate } from '../../../shared/address/navigate';
import { removeBoard } from '../data/boards';
import { useBoards } from '../data/state';
import styles from './BoardDialog.module.css';
import { Buttons, Fault } from './parts';
import { useDoing } from './useDoing';

/** Asks before a board goes for good. */
export function DeleteBoard() {
  const open = useBoards((state) => state.open);
  const { busy, fault, doing } = useDoing();
  return (
    <>
      <p>{`“${open?.name}” and its shared link end. This cannot be undone; an export keeps a copy.`}</p>
      <Fault text={fault} />
      <Buttons>
        <button
          type="button"
          className={styles.danger}
          disabled={busy}
          onClick={() =>
            doing(async () => {
              await removeBoard(open!.name);
              navigate('/');
            })
          }
        >
          Delete board
        </button>
      </Buttons>
    </>
  );
}
