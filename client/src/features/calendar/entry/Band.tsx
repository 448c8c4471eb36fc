import type { Badge } from '../../../shared/schedule/badges';
import styles from '../../../shared/schedule/Badge.module.css';

/** Hue and tint of a location, as a class. Without a location it is grey. */
export const hueOf = (badge: Badge | undefined): string => styles[`h${badge?.hue ?? 9}`] ?? '';

/** A location's pattern in its hue. */
export const Band = ({ badge, className }: { badge: Badge | undefined; className: string | undefined }) => (
  <i
    className={`${className} ${styles.band} ${hueOf(badge)} ${styles[`p${badge?.pattern ?? 0}`]}`}
    aria-hidden="true"
  />
);
