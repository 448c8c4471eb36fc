import { History } from 'lucide-react';
import { useRef, useState } from 'react';
import { MovesPopover } from '../../../shared/moves/MovesPopover';
import toolbar from '../../../shared/ui/toolbar.module.css';
import type { KpiDefinition } from '../../../shared/wire/wire';

/** Which rows entered and left the number of this table. */
export function MovesMenu({ definition }: { definition: KpiDefinition }) {
  const [isOpen, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={trigger}
        type="button"
        className={toolbar.button}
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
