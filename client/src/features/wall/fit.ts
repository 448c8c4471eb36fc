import type { Part } from '../../shared/format/duration';

const sizes = [144, 112, 88, 60] as const;

const glyph = (char: string): number =>
  /[0-9+−–]/.test(char) ? 0.6 : /[.,\s]/.test(char) ? 0.28 : char === '%' ? 0.9 : 0.62;
const width = (text: string): number => [...text].reduce((sum, char) => sum + glyph(char), 0);

/** The largest text size that fits a value into its line; unit letters stand at a third of it. */
export function valueSize(parts: readonly Part[], room: number): number {
  const ems = parts.reduce((sum, part) => sum + (part.unit ? 0.32 * width(part.text) + 0.16 : width(part.text)), 0);
  return sizes.find((size) => ems * size <= room) ?? sizes[3];
}

/** Px of a line on the wall and its space, and of a letter of the words beside it. */
const spark = 92 + 12,
  letter = 30;

/** Whether a card's words leave room for its line beside them. */
export const hasRoomBeside = (words: string, room: number): boolean => width(words) * letter * 0.9 + spark <= room;
