import { useView, windowText } from '../../shared/preferences/view';
import { clock } from '../../shared/format/time';
import { valueText } from '../../shared/format/value';
import type { CardModel } from '../../shared/card/useCard';
import type { Point } from '../../shared/trend/steps';
import styles from './Definition.module.css';

const rows = 6;

/** The sparkline as a table: from when on it had which value, newest first. */
export function Seen({ card, zone }: { card: CardModel; zone: string }) {
  const minutes = useView((view) => view.window);
  const seen = changes(card.trend.points).toReversed();
  if (seen.length === 0) return null;
  const cut = seen.length > rows ? `, the latest ${rows} of ${seen.length} values` : '';
  return (
    <table className={styles.history}>
      <caption>{`Over ${windowText(minutes)}${cut}`}</caption>
      <thead>
        <tr>
          <th scope="col">From</th>
          <th scope="col">Value</th>
        </tr>
      </thead>
      <tbody>
        {seen.slice(0, rows).map((point) => (
          <tr key={point.at}>
            <td>{clock(point.at, zone)}</td>
            <td>
              {point.value === null ? 'none' : valueText(point.value, card.kind, card.group ? {} : card.definition)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The points at which the value is another one. */
const changes = (points: readonly Point[]): Point[] =>
  points.filter((point, at) => (at === 0 ? point.value !== null : point.value !== points[at - 1]!.value));
