import { useState } from 'react';
import styles from './Columns.module.css';
import { narrowest, widest, widthStep } from './width';

interface Props {
  label: string;
  width: number;
  onResize: (width: number) => void;
  onDone: () => void;
}

/**
 * A column's width, typed or stepped by the arrows; a number that is still being typed waits until it is one that can
 * be.
 */
export function WidthField({ label, width, onResize, onDone }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <input
      type="number"
      className={styles.width}
      aria-label={label}
      title="Width"
      min={narrowest}
      max={widest}
      step={widthStep}
      value={typed ?? Math.round(width)}
      onChange={(event) => {
        const { value } = event.target;
        setTyped(value);
        if (Number(value) >= narrowest && Number(value) <= widest) onResize(Number(value));
      }}
      onBlur={() => {
        if (typed !== null) {
          setTyped(null);
          onDone();
        }
      }}
    />
  );
}
