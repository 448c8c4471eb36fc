import { useRef, useState } from 'react';
import { clock } from '../../../shared/format/time';
import { MovesPopover } from '../../../shared/moves/MovesPopover';
import type { Group } from '../../../shared/store/desk';
import { serverNow } from '../../../shared/tick/clock';
import type { KpiDefinition } from '../../../shared/wire/wire';
import { day } from '../address/range';
import styles from './HistoryPage.module.css';

interface Props {
  at: number;
  definition: KpiDefinition;
  group: Group | null;
  zone: string;
}

/** What can be done about an instant of the chart: see the rows that moved the number since, while that is kept. */
export function Actions({ at, definition, zone }: Props) {
  const [isOpen, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  if (serverNow() - at > day) return null;
  return (
    <>
      <button ref={trigger} type="button" className={styles.action} onClick={() => setOpen(true)}>
        {`What moved since ${clock(at, zone)}`}
      </button>
      {isOpen && <MovesPopover definition={definition} trigger={trigger} since={at} onClose={() => setOpen(false)} />}
    </>
  );
}
