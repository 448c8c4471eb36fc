import { useEffect, useRef, useState } from 'react';
import { keys, type KeyUse } from '../../shared/keys/keys';
import { onKey } from '../../shared/keys/onKey';
import styles from './WallKeys.module.css';

/** How a key is printed, where that is not its name. */
const printed: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc' };

const uses: readonly KeyUse[] = [...Object.values(keys.wall), ...Object.values(keys.anywhere)];

/** The wall's keys, asked for by a question mark; Escape closes them before it leaves the wall. */
export function WallKeys() {
  const [isOpen, setOpen] = useState(false);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Before the wall's own keys.
    const heard = (event: KeyboardEvent): void => {
      if (isOpen) {
        if (event.key !== 'Escape') return;
        event.stopImmediatePropagation();
        setOpen(false);
      } else onKey(event, keys.anywhere, { help: () => setOpen(true) });
    };
    window.addEventListener('keydown', heard, true);
    return () => window.removeEventListener('keydown', heard, true);
  }, [isOpen]);
  useEffect(() => panel.current?.focus(), [isOpen]);
  if (!isOpen) return null;
  return (
    <div className={styles.panel} role="dialog" aria-modal="true" aria-label="Help" tabIndex={-1} ref={panel}>
      <h2>Keys of the wall display</h2>
      <dl>
        {uses.map((use) => (
          <div key={use.does}>
            <dt>
              {use.keys.map((key) => (
                <kbd key={key}>{printed[key] ?? key}</kbd>
              ))}
            </dt>
            <dd>{use.does}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
