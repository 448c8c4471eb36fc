import type { Drawing, Look } from '../drawing/drawing';
import { strokes } from '../chart/paint';
import styles from './HistoryPage.module.css';

/** A line as it is drawn. */
const Swatch = ({ look }: { look: Look }) => (
  <svg width="22" height="8" viewBox="0 0 22 8" aria-hidden="true">
    <path
      d="M0 4H22"
      stroke={`var(--${strokes[look].ink})`}
      strokeWidth={strokes[look].width}
      strokeDasharray={strokes[look].dash.join(' ')}
      fill="none"
    />
  </svg>
);

const Hatch = () => (
  <svg width="22" height="10" viewBox="0 0 22 10" aria-hidden="true">
    <path d="M0 10 10 0M6 10 16 0M12 10 22 0" stroke="var(--ctl)" strokeWidth="1.2" fill="none" />
  </svg>
);

/** What the line styles mean: only those that are drawn. */
export function Legend({ drawing }: { drawing: Drawing }) {
  const has = (look: Look): boolean => drawing.lines.some((line) => line.look === look);
  const isAlone = drawing.subjects.length === 1;
  return (
    <ul className={styles.legend} aria-label="What the lines mean">
      {isAlone ? (
        <li>
          <Swatch look="value" />
          value
        </li>
      ) : (
        drawing.subjects.map(({ look, title }) => (
          <li key={title}>
            <Swatch look={look} />
            <bdi>{title}</bdi>
          </li>
        ))
      )}
      {has('computed') && (
        <li>
          <Swatch look="computed" />
          computed afterwards
        </li>
      )}
      {has('lastWeek') && (
        <li>
          <Swatch look="lastWeek" />
          same time last week
        </li>
      )}
      {has('ahead') && (
        <li>
          <Swatch look="ahead" />
          ahead, by the clock alone
        </li>
      )}
      {drawing.band && (
        <li>
          <i className={styles.band} aria-hidden="true" />
          usual, 8 of 10 weeks
        </li>
      )}
      {drawing.gaps.length > 0 && (
        <li>
          <Hatch />
          no data
        </li>
      )}
    </ul>
  );
}
