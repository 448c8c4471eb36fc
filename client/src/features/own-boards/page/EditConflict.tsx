import { keepMine, showTheirs } from '../data/saving';
import { useBoards } from '../data/state';
import styles from './EditConflict.module.css';

/** A board that was edited here and elsewhere: nothing is lost, the person chooses. */
export function EditConflict() {
  const isConflict = useBoards((state) => state.keeping === 'conflict');
  const isThere = useBoards((state) => state.theirs !== null);
  if (!isConflict) return null;
  return (
    <div className={styles.notice} data-conflict="">
      <div role="alert">
        <b>{isThere ? 'This board was changed elsewhere too' : 'This board was deleted elsewhere'}</b>
        <p>{isThere ? 'Your changes are kept in this browser until you choose.' : 'Yours is still in this browser.'}</p>
      </div>
      <div className={styles.choice}>
        <button type="button" onClick={() => choose(showTheirs)}>
          {isThere ? 'Show theirs' : 'Let it go'}
        </button>
        <button type="button" className={styles.main} onClick={() => choose(() => void keepMine())}>
          Keep mine
        </button>
      </div>
    </div>
  );
}

/** The notice goes with its buttons: the focus goes on to the board. */
function choose(act: () => void): void {
  act();
  document.getElementById('board')?.focus({ preventScroll: true });
}
