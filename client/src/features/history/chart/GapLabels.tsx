import { gapText } from '../words/tell';
import type { Drawing } from '../drawing/drawing';
import { plotWidth, xOf, type Frame } from './frame';
import styles from './Chart.module.css';

/** px at scale 1 that a label takes. */
const room = 130,
  computedRoom = 118;

/** Beside the widest gaps stands what they are; and where the computed part ends, that it was computed. */
export function GapLabels({ drawing, frame }: { drawing: Drawing; frame: Frame }) {
  const { span, gaps, computedUntil } = drawing;
  const end = frame.left + plotWidth(frame);
  const told: { left: number; from: number; to: number }[] = [];
  let taken = -Infinity;
  for (const { from, to } of gaps) {
    const right = xOf(to, span, frame);
    const left = right + room <= end ? right + 6 : xOf(from, span, frame) - room;
    if (left < frame.left || left < taken || to - from < (span.to - span.from) / 400) continue;
    told.push({ left, from, to });
    taken = left + room;
  }
  const computed = computedUntil === null ? null : xOf(computedUntil, span, frame);
  return (
    <>
      {told.slice(0, 6).map(({ left, from, to }) => (
        <p key={from} className={styles.gapLabel} style={{ left, top: frame.top + 8 }}>
          <b>{from <= span.from ? 'Not known' : 'Apollo was down'}</b>
          <span>{gapText(from, to)}</span>
        </p>
      ))}
      {computed !== null && (
        <p
          className={styles.computed}
          style={
            computed - frame.left > computedRoom
              ? { right: frame.width - computed + 8, bottom: frame.bottom + 4 }
              : { left: Math.max(frame.left, computed) + 8, bottom: frame.bottom + 4 }
          }
        >
          computed afterwards
        </p>
      )}
    </>
  );
}
