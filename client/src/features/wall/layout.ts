/** How large the wall's type is, 1 = for 6 m and 55 inches; and what then has room. Lengths in rem of that type. */
const width = 120,
  height = 67.5,
  sides = 9,
  above = 7.625 + 4.75 + 2 * 3.375,
  gap = 1.25;

/** Least size of a card in which every word is read. */
const least = { width: 21.2, height: 22.5 };

/** The type for a distance (m) and a diagonal (inches): from half to 1.6 times, above which no card fits. */
export const scaleOf = (distance: number, diagonal: number): number =>
  Math.min(1.6, Math.max(0.5, (distance / 6) * (55 / diagonal)));

export interface Room {
  columns: number;
  rows: number;
}

/** Most cards that a page has room for, abreast and below each other. */
export const mostCards = (scale: number): Room => ({
  columns: Math.max(1, Math.floor((width / scale - sides + gap) / (least.width + gap))),
  rows: Math.max(1, Math.floor((height / scale - above + gap) / (least.height + gap))),
});

/**
 * The type of a page: never smaller than it is to be read, and up to 1 where its cards leave the room. Near a large
 * screen so many cards share a page, and a few stay large.
 */
export function pageScale(count: number, smallest: number): number {
  for (let scale = Math.max(1, smallest); scale > smallest; scale -= 0.05) {
    const { columns, rows } = mostCards(scale);
    if (count <= columns * rows) return scale;
  }
  return smallest;
}

/** The grid for some cards: as few columns as the page's own shape allows, so that cards are as large as they can. */
export function gridOf(count: number, most: Room): Room {
  const first = Math.min(4, most.columns);
  for (let columns = first; columns < most.columns; columns++) {
    const shape = Math.max(Math.min(2, most.rows), Math.round((columns * most.rows) / most.columns));
    if (Math.ceil(count / columns) <= shape) return { columns, rows: Math.min(shape, most.rows) };
  }
  return most;
}

/** Px inside a card of such a grid, less its border and padding. */
export const roomOf = (columns: number, scale: number): number =>
  ((width / scale - sides - (columns - 1) * gap) / columns) * 16 - 60;
