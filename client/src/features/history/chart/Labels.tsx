import { limitValue } from '../../../shared/format/value';
import { StatusShape } from '../../../shared/kpi/shapes';
import { rangeText, shownValue } from '../words/tell';
import { usualAt, type Drawing } from '../drawing/drawing';
import { plotHeight, yOf, type Frame } from './frame';
import { limitsAt } from '../drawing/limits';
import styles from './Chart.module.css';

/** A label at the end of a line. */
export interface Label {
  key: string;
  /** Height that it belongs to, px. */
  y: number;
  text: string;
  /** A second line. */
  more?: string;
  look: 'limit' | 'now' | 'quiet';
  status?: 'warning' | 'critical';
}

const apart = 15;

/** The labels right of the plot, moved apart where they would stand on each other. */
export function labelsOf(drawing: Drawing, frame: Frame, unit: number): Label[] {
  const { scale, subjects } = drawing,
    [main] = subjects;
  const bottom = frame.top + plotHeight(frame);
  const labels: Label[] = [];
  const isAlone = subjects.length === 1;
  const limits = isAlone ? limitsAt(main!.history, drawing.span.to) : { warning: null, critical: null };
  for (const status of ['warning', 'critical'] as const) {
    const value = limits[status];
    if (value === null || main!.definition.better === 'neither') continue;
    const text = limitValue(value, main!.definition.presentation);
    if (value > scale.max) labels.push({ key: status, y: frame.top, text: status, more: `${text} ↑`, look: 'quiet' });
    else if (value < scale.min) labels.push({ key: status, y: bottom, text: status, more: `${text} ↓`, look: 'quiet' });
    else
      labels.push({
        key: status,
        y: yOf(value, scale, frame),
        text: `${word(drawing, status)} ${text}`,
        look: 'limit',
        status,
      });
  }
  for (const { line, definition, title } of subjects) {
    const value = line.value.at(-1);
    if (value == null) continue;
    const shown = shownValue(value, definition, isAlone ? limits : {});
    labels.push({
      key: title,
      y: yOf(value, scale, frame),
      ...(isAlone ? { text: `${shown} now` } : { text: shown, more: title }),
      look: 'now',
    });
  }
  const usual = usualAt(drawing.usual, drawing.now);
  if (usual && isAlone)
    labels.push({
      key: 'usual',
      y: yOf((usual.low + usual.high) / 2, scale, frame),
      text: 'usual',
      more: rangeText(usual.low, usual.high, main!.definition),
      look: 'quiet',
    });
  return spread(labels, frame.top, bottom, apart * unit);
}

const word = (drawing: Drawing, status: 'warning' | 'critical'): string =>
  drawing.subjects[0]!.definition.better === 'higher' && status === 'warning'
    ? 'target'
    : status === 'critical'
      ? 'critical'
      : 'limit';

/** Moves labels apart, in their order from top to bottom; none leaves the plot while there is room. */
export function spread(labels: readonly Label[], top: number, bottom: number, room: number): Label[] {
  const sorted = labels
    .toSorted((a, b) => a.y - b.y)
    .map((label) => ({ ...label, y: Math.max(label.more === undefined ? top : top + room / 2, label.y) }));
  /** From the middle of a label to the middle of the next. */
  const between = (i: number): number => {
    const lines = [sorted[i]!, sorted[i + 1]!].reduce((sum, { more }) => sum + (more === undefined ? 1 : 2), 0);
    return (lines / 2) * room;
  };
  for (let i = 1; i < sorted.length; i++) sorted[i]!.y = Math.max(sorted[i]!.y, sorted[i - 1]!.y + between(i - 1));
  let limit = bottom;
  for (let i = sorted.length - 1; i >= 0; i--) {
    sorted[i]!.y = Math.min(sorted[i]!.y, limit);
    if (i > 0) limit = sorted[i]!.y - between(i - 1);
  }
  return sorted;
}

export function Labels({ labels, frame }: { labels: readonly Label[]; frame: Frame }) {
  return (
    <ul className={styles.labels} style={{ left: frame.width - frame.right, width: frame.right }}>
      {labels.map(({ key, y, text, more, look, status }) => (
        <li key={key} className={styles[look]} style={{ top: y }} title={[text, more].filter(Boolean).join(' ')}>
          {status && <StatusShape status={status} className={styles.shape} />}
          <span>
            <bdi>{text}</bdi>
            {more !== undefined && <bdi>{` ${more}`}</bdi>}
          </span>
        </li>
      ))}
    </ul>
  );
}
