import { useState } from 'react';
import { Card } from '../../shared/card/Card';
import { ClockMark, StatusShape, TrendArrow } from '../../shared/kpi/shapes';
import { useDesk } from '../../shared/store/desk';
import { useView, windowText } from '../../shared/preferences/view';
import styles from './Legend.module.css';

/** A card of this desk that shows much: one that moved and is in trouble, else the next best; the same from then on. */
function useSample(): string | null {
  const [sample] = useState(() => {
    const { order, catalogue, results } = useDesk.getState();
    const shows = (id: string): number =>
      (results[id]?.moved ? 4 : 0) + ['none', 'good', 'warning', 'critical'].indexOf(results[id]?.status ?? 'none');
    const whole = order.filter((id) => !catalogue[id]?.presentation.isWide && results[id]?.value != null);
    return whole.toSorted((a, b) => shows(b) - shows(a))[0] ?? null;
  });
  return sample;
}

/** What each place on a card says, beside a card as it stands now. */
export function Legend() {
  const sample = useSample();
  const minutes = useView((view) => view.window);
  return (
    <div className={styles.legend}>
      {sample !== null && (
        <div className={styles.sample} inert aria-hidden="true">
          <Card id={sample} stop={false} elementId="legend-card" />
          {[1, 2, 3, 4, 5, 6].map((number) => (
            <i key={number} className={styles[`mark${number}`]}>
              {number}
            </i>
          ))}
        </div>
      )}
      <ol className={styles.places}>
        <li>
          <b>What is counted</b>, and over which time (“7 d”)
        </li>
        <li>
          <b>The value</b> now, to the second
        </li>
        <li>
          <b>Arrow and line</b>: where it went <TrendArrow way="up" className={styles.sign} /> over{' '}
          <bdi>{windowText(minutes)}</bdi>; dashed is the next limit
        </li>
        <li>
          <b>Status and limit</b>: <StatusShape status="critical" className={styles.sign} /> critical,{' '}
          <StatusShape status="warning" className={styles.sign} /> warning,{' '}
          <StatusShape status="good" className={styles.sign} /> good,{' '}
          <StatusShape status="none" className={styles.sign} /> no limit
        </li>
        <li>
          <b>What moved</b> last: “+1 in” came to count, “1 out” left; <ClockMark className={styles.sign} /> the time
          did it, not the ITSM
        </li>
        <li>
          <b>Age</b> of that move; <i className={styles.dot} /> is younger than 15 s
        </li>
      </ol>
    </div>
  );
}
