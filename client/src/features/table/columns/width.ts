/** Widths of columns, px at scale 1. */
export const narrowest = 56,
  widest = 640,
  widthStep = 16;

export const clampWidth = (width: number): number => Math.max(narrowest, Math.min(widest, Math.round(width)));

export const widthText = (width: number): string => `${Math.round(width)} pixels`;
