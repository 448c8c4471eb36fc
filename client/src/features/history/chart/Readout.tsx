import { X } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { StatusShape } from '../../../shared/kpi/shapes';
import type { Told } from '../words/tell';
import type { Frame } from './frame';
import styles from './Chart.module.css';

interface Props {
  told: Told;
  /** The point it tells of, px. */
  x: number;
  y: number;
  frame: Frame;
  isPinned: boolean;
  onClose: () => void;
  children: React.ReactNode;
}

const beside = 12;

/** What the chart says of an instant: beside it, never on it. */
export function Readout({ told, x, y, frame, isPinned, onClose, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null);
  useLayoutEffect(() => {
    const { offsetWidth: width, offsetHeight: height } = box.current!;
    const right = x + beside + width <= frame.width ? x + beside : x - beside - width;
    const next = {
      left: Math.max(0, right),
      top: Math.max(frame.top, Math.min(frame.height - frame.bottom - height - 4, y + beside)),
    };
    setPlace((held) => (held && held.left === next.left && held.top === next.top ? held : next));
  }, [x, y, frame, told, isPinned]);
  return (
    <div
      ref={box}
      className={`${styles.readout} ${isPinned ? styles.pinned : ''}`}
      style={place ?? { left: x, top: frame.top }}
      role={isPinned ? 'group' : undefined}
      aria-label={isPinned ? told.time : undefined}
      aria-hidden={isPinned ? undefined : true}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <p className={styles.time}>
        <b>{told.time}</b>
        {isPinned && (
          <button type="button" className={styles.close} aria-label="Close" onClick={onClose}>
            <X size="1rem" strokeWidth={1.5} aria-hidden="true" />
          </button>
        )}
      </p>
      {told.gap ? (
        <p className={styles.gap}>{told.gap}</p>
      ) : (
        <dl>
          {told.rows.map(({ name, value, isMain }) => (
            <div key={name} className={isMain ? styles.main : undefined}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {told.status && (
        <p className={told.status.status === 'critical' ? styles.critical : styles.warning}>
          <StatusShape status={told.status.status} className={styles.shape} />
          <bdi>{told.status.text}</bdi>
        </p>
      )}
      {children}
    </div>
  );
}
