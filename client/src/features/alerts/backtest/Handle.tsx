import { GripVertical } from 'lucide-react';
import { keys } from '../../../shared/keys/keys';
import { onKey } from '../../../shared/keys/onKey';
import { StatusShape } from '../../../shared/kpi/shapes';
import styles from './BackTest.module.css';

interface Props {
  severity: 'warning' | 'critical';
  value: number;
  step: number;
  /** As it is shown, and as it is spoken with what it would do. */
  text: string;
  spoken: string;
  low: number;
  high: number;
  /** Its height in the drawing, as a share of it from the top. */
  top: number;
  /** The value at a height of the page, px. */
  valueAt: (clientY: number) => number;
  onChange: (value: number) => void;
}

/** A limit that is dragged, or moved by keys. */
export function Handle({ severity, value, step, text, spoken, low, high, top, valueAt, onChange }: Props) {
  const round = (to: number): number => Math.round(to / step) * step;
  return (
    <div
      className={styles.handle}
      style={{ top: `${top * 100}%` }}
      role="slider"
      tabIndex={0}
      aria-label={severity === 'critical' ? 'Critical limit' : 'Warning limit'}
      aria-orientation="vertical"
      aria-valuemin={low}
      aria-valuemax={high}
      aria-valuenow={value}
      aria-valuetext={spoken}
      onKeyDown={(event) =>
        onKey(event, keys.limit, {
          step: (key) => onChange(value + (key === 'ArrowUp' || key === 'ArrowRight' ? step : -step)),
          page: (key) => onChange(value + (key === 'PageUp' ? 5 : -5) * step),
        })
      }
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.focus();
        event.preventDefault();
      }}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        const to = round(Math.min(high, Math.max(low, valueAt(event.clientY))));
        if (to !== value) onChange(to);
      }}
    >
      <GripVertical size=".875rem" strokeWidth={1.5} aria-hidden="true" />
      <StatusShape status={severity} className={styles.small} />
      <bdi>{text}</bdi>
    </div>
  );
}
