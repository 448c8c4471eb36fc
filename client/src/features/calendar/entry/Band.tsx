import type { Look } from '../../../shared/schedule/looks';
import styles from '../../../shared/schedule/Looks.module.css';

/** Hue and tint of a location, as a class. Without a location it is grey. */
export const hueOf = (look: Look | undefined): string => styles[`h${look?.hue ?? 9}`] ?? '';

/** A location's pattern in its hue. */
export const Band = ({ look, className }: { look: Look | undefined; className: string | undefined }) => (
  <i className={`${className} ${styles.band} ${hueOf(look)} ${styles[`p${look?.pattern ?? 0}`]}`} aria-hidden="true" />
);
