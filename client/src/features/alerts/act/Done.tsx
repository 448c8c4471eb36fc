import { useEffect, useState } from 'react';
import { reasonOf } from '../../../shared/wire/api';
import { say, saidEnough, useActing } from '../data/acting';
import styles from './Done.module.css';

const shownFor = 8_000;

/** What was done, with the way back for eight seconds; longer under pointer or focus. */
export function Done() {
  const done = useActing((state) => state.done);
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (!done || isHeld) return;
    const timer = setTimeout(saidEnough, shownFor);
    return () => clearTimeout(timer);
  }, [done, isHeld]);
  return (
    <div
      className={done ? styles.done : 'hidden-text'}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <p role="status">{done?.text ?? ''}</p>
      {done?.undo && (
        <button
          type="button"
          className={styles.undo}
          onClick={() => {
            setHeld(false);
            done.undo!().then(
              () => say('Undone.'),
              (error: unknown) => say(reasonOf(error)),
            );
          }}
        >
          Undo
        </button>
      )}
    </div>
  );
}
