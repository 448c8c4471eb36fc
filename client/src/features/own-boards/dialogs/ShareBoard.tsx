import { useRef, useState } from 'react';
import { full } from '../../../shared/address/base';
import { sharedAddress } from '../data/address';
import { useBoards } from '../data/state';
import styles from './BoardDialog.module.css';
import { Buttons } from './parts';

/** The link by which others see the board. */
export function ShareBoard() {
  const open = useBoards((state) => state.open);
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null);
  const input = useRef<HTMLInputElement>(null);
  if (!open?.share)
    return (
      <>
        <p>The board has a link as soon as the server has kept it.</p>
        <Buttons away="Close" />
      </>
    );
  const told = `Whoever has this link and may see the desk can look at “${open.name}”, not change it.`;
  const link = full(sharedAddress(open.share));
  const copy = (): void => {
    input.current?.select();
    void (navigator.clipboard?.writeText(link) ?? Promise.reject(new Error())).then(
      () => setCopied('yes'),
      () => setCopied('no'),
    );
  };
  return (
    <>
      <p>{`${told} It follows your changes, and ends when you delete the board.`}</p>
      <label className={styles.label}>
        Link
        <input ref={input} readOnly className={styles.input} value={link} onFocus={(event) => event.target.select()} />
      </label>
      <p className={styles.fault} role="status">
        {copied === 'yes' ? 'Copied.' : copied === 'no' ? 'The browser did not copy it: press Ctrl+C.' : ''}
      </p>
      <Buttons away="Close">
        <button type="button" className={styles.main} autoFocus onClick={copy}>
          Copy link
        </button>
      </Buttons>
    </>
  );
}
