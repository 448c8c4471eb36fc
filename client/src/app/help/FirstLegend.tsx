import { X } from 'lucide-react';
import { useDesk } from '../../shared/store/desk';
import { dismissLegend, openHelp, useHelp } from './help';
import { Legend } from './Legend';
import styles from './Legend.module.css';

/** Once for each browser, above the board: how a card is read. It blocks nothing, and the help has it for later. */
export function FirstLegend() {
  const isFirst = useHelp((help) => help.isFirst);
  const isReady = useDesk((desk) => Object.keys(desk.results).length > 0);
  if (!isFirst || !isReady) return null;
  return (
    <section className={styles.first} aria-labelledby="legend-heading">
      <h2 id="legend-heading">How to read a card</h2>
      <button type="button" className={styles.close} aria-label="Close: how to read a card" onClick={dismiss}>
        <X size="1rem" strokeWidth={1.5} aria-hidden="true" />
      </button>
      <Legend />
      <p className={styles.more}>
        A click on a card opens the tickets it counts.{' '}
        <button type="button" onClick={() => openHelp()}>
          Help
        </button>{' '}
        shows this again, and all keys.
      </p>
    </section>
  );
}

/** The legend goes with its button: the focus goes on to the board. */
function dismiss(): void {
  dismissLegend();
  document.getElementById('board')?.focus({ preventScroll: true });
}
