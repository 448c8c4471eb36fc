import { trendLine, type Line } from '../trend/path';
import type { Trend } from '../trend/steps';
import { limitText } from '../kpi/limit';
import type { NumberKind } from '../wire/wire';
import styles from './Card.module.css';
import type { CardModel } from './useCard';

interface Props {
  trend: Trend;
  /** What holds now; null = nothing known to hold. */
  now: number | null;
  kind: NumberKind;
  limit: number | null;
  size?: 'small' | 'wide' | 'big';
  className?: string | undefined;
  /** What stands at the right end of limit and usual band, where there is room for it. */
  labels?: { limit: string; usual: string | null };
}

const sizes = { small: [54, 26], wide: [196, 58], big: [372, 104] } as const;

/** Width of a letter, and height of a line, of a label. */
const letter = 5.6,
  lineHeight = 13,
  longest = 14;

/**
 * The trend beside the number, before its usual band. It never magnifies noise, and the card's name says what it
 * shows.
 */
export function Sparkline({ trend, now, kind, limit, size = 'small', className, labels }: Props) {
  const [width, height] = sizes[size];
  const whole = trendLine(trend, now, kind, limit, { width, height });
  const texts = labels ? placed(whole, labels, height) : [];
  const room = texts.length > 0 ? Math.max(...texts.flatMap(({ lines }) => lines.map((line) => line.length))) : 0;
  const plot = room > 0 ? width - room * letter - 6 : width;
  const line = room > 0 ? trendLine(trend, now, kind, limit, { width: plot, height }) : whole;
  return (
    <svg
      className={className ?? (size === 'small' ? styles.spark : styles.chart)}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
    >
      {line.band && <path className={styles.band} d={line.band} />}
      {line.limit !== null && <path className={styles.limitLine} d={`M0 ${line.limit}H${plot}`} />}
      {line.computed && <path className={`${styles.trend} ${styles.computed}`} d={line.computed} />}
      {line.path && <path className={styles.trend} d={line.path} />}
      {line.end && <circle className={styles.end} cx={line.end.x} cy={line.end.y} r="2" />}
      {texts.map(({ lines, y }) => (
        <text key={lines[0]} className={styles.label} x={width} y={y}>
          {lines.map((text, at) => (
            <tspan key={text} x={width} dy={at === 0 ? 0 : '1.18em'}>
              {text}
            </tspan>
          ))}
        </text>
      ))}
    </svg>
  );
}

/** What a larger trend says at its right end. */
export const labelsOf = ({ definition, status, usual }: CardModel): { limit: string; usual: string | null } => ({
  limit: limitText(definition, status),
  usual,
});

interface Label {
  lines: string[];
  y: number;
}

/** Each at the height of what it names, one above the other where they would meet. */
function placed(line: Line, { limit, usual }: { limit: string; usual: string | null }, height: number): Label[] {
  const found: Label[] = [];
  if (line.limit !== null) found.push({ lines: [limit], y: line.limit + 4 });
  if (line.usual !== null && usual !== null) {
    const lines = usual.length > longest ? usual.split(/ (?=to )/) : [usual];
    found.push({ lines, y: line.usual + 4 - ((lines.length - 1) * lineHeight) / 2 });
  }
  found.sort((a, b) => a.y - b.y);
  const high = ({ lines }: Label): number => lines.length * lineHeight;
  let free = 9;
  for (const label of found) {
    label.y = Math.max(label.y, free);
    free = label.y + high(label);
  }
  let below = height - 2;
  for (const label of found.toReversed()) {
    label.y = Math.min(label.y, below - high(label) + lineHeight);
    below = label.y - lineHeight;
  }
  return found;
}
