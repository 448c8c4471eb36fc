import { keys } from '../keys/keys';
import { onKey } from '../keys/onKey';

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const middle = (box: Box): number => (box.left + box.right) / 2;

/** Arrows, Home and End lead the focus from card to card; `boxOf` = the place of a card's cell. */
export function rove(
  event: React.KeyboardEvent,
  cards: readonly HTMLElement[],
  boxOf: (card: HTMLElement) => Box = (card) => card.getBoundingClientRect(),
): void {
  const from = cards.findIndex((card) => card === document.activeElement);
  if (from < 0) return;
  const go = (key: string): boolean => {
    const to = step(key, from, cards.map(boxOf));
    if (to !== null) cards[to]?.focus();
    return to !== null;
  };
  onKey(event, keys.cards, { move: go, ends: go });
}

/** Where a key leads among cards laid out in rows; null = the key is not ours, or there is nothing that way. */
export function step(key: string, from: number, boxes: readonly Box[]): number | null {
  const own = boxes[from];
  if (!own) return null;
  switch (key) {
    case 'Home':
      return 0;
    case 'End':
      return boxes.length - 1;
    case 'ArrowRight':
      return from + 1 < boxes.length ? from + 1 : null;
    case 'ArrowLeft':
      return from > 0 ? from - 1 : null;
    case 'ArrowUp':
      return nearest(boxes, own, (box) => box.bottom <= own.top + 1);
    case 'ArrowDown':
      return nearest(boxes, own, (box) => box.top >= own.bottom - 1);
    default:
      return null;
  }
}

function nearest(boxes: readonly Box[], own: Box, beyond: (box: Box) => boolean): number | null {
  let best: number | null = null,
    least = Infinity;
  boxes.forEach((box, i) => {
    const distance = Math.abs(box.top - own.top) * 10 + Math.abs(middle(box) - middle(own));
    if (beyond(box) && distance < least) [best, least] = [i, distance];
  });
  return best;
}
