import { Check, CloudOff, PencilLine, Undo2 } from 'lucide-react';
import { undoLast } from '../data/arrange';
import styles from './BoardTools.module.css';
import { flush } from '../data/saving';
import { setEditing, useBoards } from '../data/state';
import { useEditing } from '../data/useEditing';

/** At the end of the bar above the board: editing, undo, and whether the server has the latest edit. */
export function BoardTools({ className }: { className: string | undefined }) {
  const { canEdit, editing, startEditing } = useEditing();
  const canUndo = useBoards((state) => (state.open?.past.length ?? 0) > 0);
  return (
    <>
      <Keeping />
      {canUndo && (
        <button type="button" className={className} onClick={undoLast}>
          <Undo2 size="1rem" strokeWidth={1.5} aria-hidden="true" /> Undo
        </button>
      )}
      {canEdit &&
        (editing ? (
          <button type="button" className={styles.done} onClick={() => setEditing(null)}>
            <Check size="1rem" strokeWidth={1.5} aria-hidden="true" /> Done
          </button>
        ) : (
          <button type="button" className={className} onClick={startEditing}>
            <PencilLine size="1rem" strokeWidth={1.5} aria-hidden="true" /> Edit board
          </button>
        ))}
    </>
  );
}

/** Silent while all is kept. */
export function Keeping() {
  const keeping = useBoards((state) => state.keeping),
    reason = useBoards((state) => state.reason);
  const open = useBoards((state) => state.open !== null);
  if (keeping !== 'waiting') return null;
  return (
    <span className={styles.waiting} role="status">
      <CloudOff size="1rem" strokeWidth={1.5} aria-hidden="true" />
      <span>{`${open ? 'Not saved yet, kept in this browser. ' : 'Not saved. '}${reason}`}</span>
      {open && (
        <button type="button" onClick={() => void flush()}>
          Save now
        </button>
      )}
    </span>
  );
}
