import { useEffect, useRef, useState } from 'react';
import { navigate } from '../../../shared/address/navigate';
import { cut } from '../../../shared/format/cut';
import { useDesk } from '../../../shared/store/desk';
import { boardAddress } from '../data/address';
import { createBoard, renameBoard } from '../data/boards';
import { documentOf, faultOfName, freeName, usualBoard, type BoardDocument } from '../data/model';
import { setEditing, useBoards } from '../data/state';
import styles from './BoardDialog.module.css';
import { closeDialog } from './dialog';
import { Buttons, Fault } from './parts';
import { useDoing, useNames } from './useDoing';

/** A board of all KPIs of the desk, or without any. */
function fresh(empty: boolean): BoardDocument {
  const { desk, catalogue, order } = useDesk.getState();
  return empty
    ? { version: 1, desk: desk!.id, sections: [{ title: '', cards: [] }] }
    : usualBoard(desk!.id, catalogue, order);
}

/** A new board, a copy of one, or another name. */
export function NameBoard({ asked }: { asked: 'new' | 'duplicate' | 'rename' }) {
  const names = useNames();
  const open = useBoards((state) => state.open);
  const [name, setName] = useState(() =>
    asked === 'rename'
      ? open!.name
      : freeName(asked === 'duplicate' && open ? `${cut(open.name, 50)} copy` : 'My board', names),
  );
  const [empty, setEmpty] = useState(false);
  const { busy, fault, doing, setFault } = useDoing();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);

  function submit(event: React.FormEvent): void {
    event.preventDefault();
    const own = name.trim();
    if (asked === 'rename' && own === open!.name) return closeDialog();
    const wrong = faultOfName(own, names);
    if (wrong) {
      setFault(wrong);
      return input.current?.focus();
    }
    doing(async () => {
      if (asked === 'rename') await renameBoard(open!.name, own);
      else await createBoard(own, asked === 'duplicate' && open ? documentOf(open.desk, open.sections) : fresh(empty));
      navigate(boardAddress(own));
      if (asked === 'new') setEditing(own);
    });
  }

  return (
    <form onSubmit={submit} noValidate>
      <label className={styles.label}>
        Name
        <input
          ref={input}
          autoFocus
          className={styles.input}
          value={name}
          maxLength={60}
          aria-invalid={fault !== null}
          aria-describedby="board-fault"
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      {asked === 'new' && (
        <fieldset className={styles.choice}>
          <legend>Begin with</legend>
          <label>
            <input type="radio" name="begin" checked={!empty} onChange={() => setEmpty(false)} /> all KPIs
          </label>
          <label>
            <input type="radio" name="begin" checked={empty} onChange={() => setEmpty(true)} /> an empty board
          </label>
        </fieldset>
      )}
      <Fault text={fault} />
      <Buttons>
        <button type="submit" className={styles.main} disabled={busy}>
          {asked === 'rename' ? 'Rename' : asked === 'duplicate' ? 'Duplicate' : 'Make board'}
        </button>
      </Buttons>
    </form>
  );
}
