import type { Spot } from '../data/edits';

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** A section on the screen: its own box, and those of its cards in reading order. */
export interface SectionBox {
  box: Box;
  cells: readonly Box[];
}

export interface Landing {
  spot: Spot;
  /** Where the mark of the landing place stands: an edge of a card, or an empty section. */ box: Box;
  edge: 'left' | 'right' | 'whole';
}

const beyond = (from: number, to: number, at: number): number => Math.max(from - at, 0, at - to);
const distance = (box: Box, x: number, y: number): number =>
  Math.hypot(beyond(box.left, box.right, x), beyond(box.top, box.bottom, y));

/** Where a card lands that is let go at a point: beside the nearest card of the nearest section. */
export function landing(sections: readonly SectionBox[], x: number, y: number): Landing | null {
  let section = -1,
    least = Infinity;
  sections.forEach(({ box }, i) => {
    const away = distance(box, x, y);
    if (away < least) [section, least] = [i, away];
  });
  const own = sections[section];
  if (!own) return null;
  let cell = -1;
  least = Infinity;
  own.cells.forEach((box, i) => {
    const away = distance(box, x, y);
    if (away < least) [cell, least] = [i, away];
  });
  const box = own.cells[cell];
  if (!box) return { spot: { section, index: 0 }, box: own.box, edge: 'whole' };
  const after = x > (box.left + box.right) / 2;
  return { spot: { section, index: after ? cell + 1 : cell }, box, edge: after ? 'right' : 'left' };
}
