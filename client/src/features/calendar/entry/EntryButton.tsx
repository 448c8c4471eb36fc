import { useMemo } from 'react';
import { useMinute, useTick } from '../../../shared/tick/ticker';
import { join } from '../../../shared/ui/join';
import { Band, hueOf } from './Band';
import { freshFor } from '../../../shared/schedule/fresh';
import { flagsOf, type Flag, type Item } from '../../../shared/schedule/items';
import type { Badge } from '../../../shared/schedule/badges';
import styles from './Entry.module.css';
import { sentence } from '../../../shared/schedule/words';

/** What the views tell each of their entries. */
export interface Shared {
  badges: ReadonlyMap<string, Badge>;
  zone: string;
  /** Since when entries are new or moved. */
  fresh: ReadonlyMap<string, number>;
  open: string | null;
  onOpen: (id: string, at: HTMLElement) => void;
}

interface Props extends Shared {
  item: Item;
  className: string | undefined;
  style?: React.CSSProperties | undefined;
  children: (flags: readonly Flag[], badge: Badge | undefined) => React.ReactNode;
}

/**
 * An entry in any view: one button that says all of it in a sentence; location by hue, pattern and code, state by tint,
 * border and line.
 */
export function EntryButton({ item, badges, zone, fresh, open, onOpen, className, style, children }: Props) {
  // Flags move with the clock; drawn again only when they do.
  const flags = useTick((now) => flagsOf(item, now).join(' '))
    .split(' ')
    .filter(Boolean) as Flag[];
  const minute = useMinute();
  const name = useMemo(() => sentence(item, minute, zone), [item, minute, zone]);
  const isFresh = useTick((now) => now - (fresh.get(item.id) ?? -Infinity) < freshFor);
  const badge = badges.get(item.location ?? '');
  return (
    <button
      type="button"
      data-item={item.id}
      data-stop={item.id}
      data-state={item.state}
      aria-haspopup="dialog"
      aria-expanded={open === item.id}
      style={style}
      onClick={(event) => onOpen(item.id, event.currentTarget)}
      className={join(
        styles.entry,
        styles[item.state],
        hueOf(badge),
        flags.includes('conflict') && styles.conflict,
        open === item.id && styles.chosen,
        isFresh && styles.fresh,
        className,
      )}
    >
      <span className="hidden-text">{name}</span>
      <Band badge={badge} className={styles.band} />
      <span className={styles.words} aria-hidden="true">
        {children(flags, badge)}
      </span>
    </button>
  );
}
