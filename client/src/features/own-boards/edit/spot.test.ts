import { describe, expect, it } from 'vitest';
import { landing, type Box, type SectionBox } from './spot';

const box = (left: number, top: number, width = 100, height = 100): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});
// Two rows of cards, a large one among them, and below an empty section.
const sections: SectionBox[] = [
  { box: box(0, 0, 430, 220), cells: [box(0, 0), box(110, 0, 210, 210), box(330, 0), box(0, 110)] },
  { box: box(0, 250, 430, 100), cells: [] },
];
const at = (x: number, y: number) => landing(sections, x, y)!;

describe('a card that is let go', () => {
  it.each([
    ['left of the middle of a card', 20, 50, 0, 0, 'left'],
    ['right of the middle of a card', 80, 50, 0, 1, 'right'],
    ['on the right half of a large card', 300, 200, 0, 2, 'right'],
    ['between two cards', 325, 50, 0, 2, 'right'],
    ['right of the last card', 1000, 20, 0, 3, 'right'],
    ['below the cards, nearest the second row', 10, 215, 0, 3, 'left'],
    ['above the board', 350, -400, 0, 2, 'left'],
  ])('%s lands there', (_, x, y, section, index, edge) => {
    expect([at(x, y).spot, at(x, y).edge]).toEqual([{ section, index }, edge]);
  });

  it('in an empty section is its first', () => {
    expect(at(200, 300)).toEqual({ spot: { section: 1, index: 0 }, box: sections[1]!.box, edge: 'whole' });
    expect(at(200, 9_999).spot.section).toBe(1);
  });

  it('lands nowhere on a board without sections', () => {
    expect(landing([], 0, 0)).toBeNull();
  });
});
