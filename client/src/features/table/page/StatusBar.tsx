import { dataAge } from '../../../shared/format/duration';
import { whole } from '../../../shared/format/number';
import { useLive } from '../../../shared/live/live';
import { useTick } from '../../../shared/tick/ticker';
import { usePrinting } from '../../../shared/ui/usePrinting';
import { useSpoken } from '../../../shared/ui/useSpoken';
import type { KpiDefinition } from '../../../shared/wire/wire';
import { rowsWord } from '../../../shared/rows/columns';
import type { Rows } from '../data/useTable';
import styles from './TablePage.module.css';

/** How many rows there are, how many the filters hide, and how old they are. */
export function StatusBar({
  state: { page, error, windows },
  definition,
  isCard,
}: {
  state: Rows['state'];
  definition: KpiDefinition | undefined;
  isCard: boolean;
}) {
  const polled = useLive((live) => live.readAt);
  const offline = useLive((live) => live.kind === 'offline');
  const readAt = page ? Date.parse(page.readAt) : 0;
  const old = useTick((now) => dataAge(Math.max(0, now - Math.max(readAt, polled ?? 0)) / 1000));
  const { total = 0, counted = 0, hidden = 0 } = page ?? {};
  const filtered = counted - hidden - total;
  const known = usePrinting() ? [...windows.values()].reduce((sum, rows) => sum + rows.length, 0) : total;
  const said = useSpoken(!page ? '' : `${whole(total)} of ${whole(counted)} shown`);
  return (
    <div className={styles.status}>
      <span className="hidden-text" role="status">
        {said}
      </span>
      <b>
        {!page
          ? error
            ? 'Not read'
            : 'Reading'
          : `${total === counted ? '' : `${whole(total)} of `}${rowsWord(definition, counted)}`}
      </b>
      {known < total && <span className={styles.hidden}>{`${whole(known)} stand here, a file has all`}</span>}
      {hidden > 0 && <span className={styles.hidden}>{`${whole(hidden)} of other teams`}</span>}
      {filtered > 0 && <span className={styles.hidden}>{`${whole(filtered)} hidden by filters`}</span>}
      <span className={styles.age} aria-hidden="true">
        {!page ? '' : offline ? 'offline, as last read' : `${isCard ? 'same data as the card, ' : ''}${old} old`}
      </span>
      <span className={styles.keys} aria-hidden="true">
        <kbd>↑</kbd>
        <kbd>↓</kbd> move <kbd>Enter</kbd> expand <kbd>/</kbd> search
      </span>
    </div>
  );
}
