import { History } from 'lucide-react';
import { useRef, useState } from 'react';
import { MovesPopover } from '../../../shared/moves/MovesPopover';
import type { KpiDefinition } from '../../../shared/wire/wire';
import styles from '../filter/Toolbar.module.css';

/** Which rows entered and left the number of this table. */
export function MovesMenu({ definition }: { definition: KpiDefinition }) {
  const [isOpen, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={trigger}
        type="button"
        className={styles.button}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(true)}
      >
        <History size="1rem" strokeWidth={1.5} aria-hidden="true" />
        What moved
      </button>
      {isOpen && (
        <MovesPopover definition={definition} trigger={trigger} placement="bottom end" onClose={() => setOpen(false)} />
      )}
    </>
  );
}
