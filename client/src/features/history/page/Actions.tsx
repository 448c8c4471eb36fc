import { useRef, useState } from 'react';
import { useMay } from '../../../shared/access/who';
import { clock } from '../../../shared/format/time';
import { MovesPopover } from '../../../shared/moves/MovesPopover';
import { serverNow } from '../../../shared/tick/clock';
import type { KpiDefinition } from '../../../shared/wire/wire';
import { day } from '../address/range';
import styles from './HistoryPage.module.css';

interface Props {
  at: number;
  definition: KpiDefinition;
  zone: string;
  onNote: () => void;
}

/** What can be done about an instant: see the rows that moved the number since, while that is kept; write a note. */
export function Actions({ at, definition, zone, onNote }: Props) {
  const [isOpen, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const isKept = useMay('member') && serverNow() - at <= day;
  const mayNote = useMay('manager');
  return (
    <>
      {isKept && (
        <button ref={trigger} type="button" className={styles.action} onClick={() => setOpen(true)}>
          {`What moved since ${clock(at, zone)}`}
        </button>
      )}
      {mayNote && (
        <button type="button" className={styles.action} onClick={onNote}>
          Add a note here
        </button>
      )}
      {isOpen && <MovesPopover definition={definition} trigger={trigger} since={at} onClose={() => setOpen(false)} />}
    </>
  );
}
