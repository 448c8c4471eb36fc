import type { Span } from '../address/range';
import type { Scale } from '../drawing/scale';

/** A plot on the screen, px: all of it, and the margins for the axes and the labels at the line. */
export interface Frame {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export const plotWidth = ({ width, left, right }: Frame): number => Math.max(1, width - left - right);
export const plotHeight = ({ height, top, bottom }: Frame): number => Math.max(1, height - top - bottom);

/** Where an instant stands, px from the left. */
export const xOf = (at: number, { from, to }: Span, frame: Frame): number =>
  frame.left + ((at - from) / (to - from)) * plotWidth(frame);

/** The instant that stands at a place. */
export const atOf = (x: number, { from, to }: Span, frame: Frame): number =>
  from + ((x - frame.left) / plotWidth(frame)) * (to - from);

/** Where a value stands, px from the top. */
export const yOf = (value: number, { min, max }: Scale, frame: Frame): number =>
  frame.top + (1 - (value - min) / (max - min)) * plotHeight(frame);
