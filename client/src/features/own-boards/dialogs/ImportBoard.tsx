import { navigate } from '../../../shared/address/navigate';
import { boardAddress } from '../data/address';
import { createBoard } from '../data/boards';
import { faultOfName, freeName } from '../data/model';
import { BoardFault, parseFile } from '../data/parse';
import styles from './BoardDialog.module.css';
import { Buttons, Fault } from './parts';
import { useDoing, useNames } from './useDoing';

/** A board from a file that was exported. */
export function ImportBoard() {
  const names = useNames();
  const { busy, fault, doing } = useDoing();
  const take = (file: File | undefined): void => {
    if (!file) return;
    doing(async () => {
      if (file.size > 64 * 1024) throw new BoardFault('A board has at most 64 KiB.');
      const { name, document } = parseFile(await file.text());
      const own = freeName(name && !faultOfName(name) ? name : 'Imported board', names);
      await createBoard(own, document);
      navigate(boardAddress(own));
    });
  };
  return (
    <>
      <label className={styles.label}>
        Board file (JSON, as exported)
        <input
          type="file"
          autoFocus
          accept=".json,application/json"
          className={styles.file}
          disabled={busy}
          onChange={(event) => take(event.target.files?.[0])}
        />
      </label>
      <Fault text={fault} />
      <Buttons />
    </>
  );
}
