import type { Flow } from './model';

/** Where a group and a ribbon stand, px. A ribbon keeps its own height at both ends. */
export interface NodeBox {
  x: number;
  y: number;
  height: number;
  /** The middle of its words: these never lie on each other. */
  label: number;
}
export interface RibbonBox {
  from: { x: number; y: number };
  to: { x: number; y: number };
  height: number;
}
export interface Layout {
  width: number;
  height: number;
  nodes: readonly NodeBox[];
  ribbons: readonly RibbonBox[];
  /** The left edge of each step. */
  columns: readonly number[];
}

export const nodeWidth = 10;

/** A letter of a group's words on the average, and what stands about a name: the bar, its count, how many are lit. */
const letter = 6.7,
  beside = 84;

/** Names are cut where there is no room for them, but not below so many letters. */
const fewestLetters = 20;

/** How wide a flow is at least, so that no name reaches into the next step. */
export const leastWidth = ({ steps, nodes }: Flow, words: number): number => {
  const longest = Math.max(0, ...nodes.filter(({ step }) => step < steps.length - 1).map(({ name }) => name.length));
  return words + nodeWidth + (steps.length - 1) * (beside + letter * Math.min(longest, fewestLetters));
};

/** A group's name, as much as there is room for up to the next step. */
export function shortName(name: string, columns: readonly number[]): string {
  const room = columns.length > 1 ? Math.floor((columns[1]! - columns[0]! - beside) / letter) : fewestLetters;
  const letters = [...name];
  const most = Math.max(room, fewestLetters);
  return letters.length <= most ? name : `${letters.slice(0, most - 1).join('')}…`;
}

/** A group has room for its line of words. */
const gap = 9,
  line = 16,
  leastHeight = 2;

/**
 * Columns of equal height, all by the same scale; `words` is the room right of the last one. Ribbons leave and enter a
 * group in the order of what lies at their other end, so that they cross as little as that order lets them.
 */
export function layoutOf({ steps, nodes, ribbons, total }: Flow, width: number, height: number, words: number): Layout {
  const perStep = steps.map((_, step) => nodes.filter((node) => node.step === step));
  const most = Math.max(...perStep.map((own) => own.length), 1);
  const scale = total === 0 ? 0 : (height - gap * (most - 1)) / total;
  const columns = steps.map((_, step) => ((width - words - nodeWidth) * step) / Math.max(1, steps.length - 1));
  const boxes: NodeBox[] = [];
  for (const own of perStep) {
    const filled = own.reduce((sum, { count }) => sum + Math.max(leastHeight, count * scale), 0);
    const between = own.length > 1 ? (height - filled) / (own.length - 1) : 0;
    let y = own.length > 1 ? 0 : (height - filled) / 2;
    const placed = own.map(({ index, step, count }) => {
      const tall = Math.max(leastHeight, count * scale);
      const box = { x: columns[step]!, y, height: tall, label: y + tall / 2 };
      y += tall + between;
      boxes[index] = box;
      return box;
    });
    spread(placed, height);
  }
  const left = nodes.map(({ index }) => boxes[index]!.y),
    right = [...left];
  const laid: RibbonBox[] = [];
  // By source and target: leaving in the order of targets, and entering in the order of sources.
  for (const { index, source, target, count } of ribbons) {
    const tall = count * scale;
    laid[index] = {
      from: { x: boxes[source]!.x + nodeWidth, y: right[source]! },
      to: { x: boxes[target]!.x, y: left[target]! },
      height: tall,
    };
    right[source]! += tall;
    left[target]! += tall;
  }
  return { width, height, nodes: boxes, ribbons: laid, columns };
}

/** Moves words apart, down and then up again, so that each has a line of its own within the column. */
function spread(boxes: readonly NodeBox[], height: number): void {
  let free = line / 2 - 8;
  for (const box of boxes) {
    box.label = Math.max(box.label, free + line / 2);
    free = box.label + line / 2;
  }
  free = height + 8;
  for (const box of boxes.toReversed()) {
    box.label = Math.min(box.label, free - line / 2);
    free = box.label - line / 2;
  }
}

/** The shape of a ribbon, or of a part of its height that begins some way down. */
export function ribbonPath({ from, to, height }: RibbonBox, part = height, down = 0): string {
  const middle = (from.x + to.x) / 2,
    [top, bottom] = [from.y + down, to.y + down];
  const n = (value: number): string => value.toFixed(1);
  return (
    `M${n(from.x)} ${n(top)}C${n(middle)} ${n(top)} ${n(middle)} ${n(bottom)} ${n(to.x)} ${n(bottom)}` +
    `V${n(bottom + part)}C${n(middle)} ${n(bottom + part)} ${n(middle)} ${n(top + part)} ${n(from.x)} ${n(top + part)}Z`
  );
}
