import { Check } from 'lucide-react';
import type { Item } from '../../../shared/schedule/items';
import styles from './Entry.module.css';

/** Done: a tick in the line of the text. */
export const Tick = () => <Check size=".75rem" strokeWidth={2} className={styles.tick} aria-hidden="true" />;

/**
 * A title in its own direction, with a tick where it is done (unless that stands elsewhere); `lines` at most, then an
 * ellipsis.
 */
export const Title = ({
  item,
  lines,
  text,
  ticked = true,
}: {
  item: Item;
  lines: number;
  text?: string;
  ticked?: boolean;
}) => (
  <span className={`${styles.title} ${lines === 1 ? styles.single : ''}`} dir="auto" style={{ WebkitLineClamp: lines }}>
    {/* One run of text: a clamped box would give a sign of its own a line of its own. */}
    <span>
      {ticked && item.state === 'done' && <Tick />}
      <bdi>{text ?? item.title}</bdi>
    </span>
  </span>
);
