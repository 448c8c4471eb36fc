import { useState } from 'react';
import { age } from '../../../shared/format/duration';
import { date } from '../../../shared/format/time';
import { useDesk } from '../../../shared/store/desk';
import { useMinute } from '../../../shared/tick/ticker';
import form from '../../../shared/ui/form.module.css';
import type { ViewLink } from '../../../shared/wire/people';
import styles from './ViewLinks.module.css';

interface Props {
  link: ViewLink;
  isBusy: boolean;
  onEnd: () => void;
}

/** One view link: of which board, whose, how long, how much it is used, and its end. */
export function ViewLinkLine({ link, isBusy, onEnd }: Props) {
  const zone = useDesk((state) => state.desk?.timeZone ?? 'UTC');
  const now = useMinute();
  const [isEnding, setEnding] = useState(false);
  const ends = link.expiresAt === null ? null : Date.parse(link.expiresAt);
  const isOver = ends !== null && ends <= now;
  const holds = ends === null ? 'does not end' : `${isOver ? 'ended' : 'ends'} ${date(ends, zone)}`;
  const opened = link.uses === 1 ? 'Opened once' : `Opened ${link.uses} times`;
  const used =
    link.seenAt === null ? 'Never opened.' : `${opened}, in use ${age((now - Date.parse(link.seenAt)) / 1000)} ago.`;
  return (
    <li className={styles.link}>
      <div className={isOver ? styles.over : undefined}>
        <b>
          <bdi>{link.name}</bdi>
        </b>
        <p>
          {isEnding
            ? 'Pages that show it go blank, and it cannot be brought back.'
            : `By ${link.by}, ${holds}. ${used}`}
        </p>
      </div>
      {isEnding ? (
        <span className={styles.choice}>
          <button type="button" className={form.button} onClick={() => setEnding(false)}>
            Keep
          </button>
          <button type="button" className={form.danger} autoFocus disabled={isBusy} onClick={onEnd}>
            End it
          </button>
        </span>
      ) : (
        <button
          type="button"
          className={form.button}
          aria-label={`${isOver ? 'Remove' : 'End'} the link to ${link.name} by ${link.by}`}
          onClick={isOver ? onEnd : () => setEnding(true)}
        >
          {isOver ? 'Remove' : 'End'}
        </button>
      )}
    </li>
  );
}
