import { rootSize } from '../../../shared/ui/media';
import type { Column } from '../../../shared/rows/columns';

/** Widths as a grid's columns: the opener, then the columns; the widest takes what is left. */
export const template = (columns: readonly Column[]): string =>
  [
    '2.25rem',
    ...columns.map((column) => (column.grows ? `minmax(${column.width / 16}rem, 1fr)` : `${column.width / 16}rem`)),
  ].join(' ');

/** Heights of a row (an item's before it is measured), of a group's head and of the columns' heads, px. */
export function heights(isList: boolean): { row: number; group: number; head: number } {
  const rem = rootSize();
  const isCoarse = matchMedia('(pointer: coarse)').matches;
  return {
    row: (isList ? 5.375 : isCoarse ? 2.75 : 2.25) * rem,
    group: (isList || isCoarse ? 2.75 : 2.125) * rem,
    head: (isList ? 0 : 2.1875) * rem,
  };
}
