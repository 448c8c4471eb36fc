import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { duration, plural } from '../../shared/format/duration';
import { dismissReturn, useLive } from '../../shared/live/live';
import styles from './ReturnNotice.module.css';

const shownFor = 8_000;

/** "Live again after 3 min 05 s, 14 cards changed": eight seconds, longer under pointer or focus. */
export function ReturnNotice() {
  const returned = useLive((live) => live.returned);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (!returned || held) return;
    const timer = setTimeout(dismissReturn, shownFor);
    return () => clearTimeout(timer);
  }, [returned, held]);
  if (!returned) return null;
  const { after, changed } = returned;
  function show(): void {
    for (const id of changed) {
      document.getElementById(`card-${id}`)?.animate?.(
        [
          { outline: '2px solid var(--accent)', outlineOffset: '1px' },
          { outline: '2px solid transparent', outlineOffset: '1px' },
        ],
        { duration: 3000 },
      );
    }
    document.getElementById(`card-${changed[0]}`)?.focus();
    dismissReturn();
  }
  return (
    <div
      className={styles.notice}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <i className={styles.dot} />
      <div>
        <b>{`Live again after ${duration(after)}`}</b>
        <p>{changed.length === 0 ? 'Nothing changed' : `${plural(changed.length, 'card')} changed`}</p>
      </div>
      {changed.length > 0 && (
        <button type="button" className={styles.show} onClick={show}>
          Show
        </button>
      )}
      <button type="button" className={styles.close} aria-label="Close" onClick={dismissReturn}>
        <X size="1rem" strokeWidth={1.5} aria-hidden="true" />
      </button>
    </div>
  );
}
