/** Round values from 0 to at least the greatest, three to five of them. */
export function niceTicks(most: number): number[] {
  const rough = most / 4,
    power = 10 ** Math.floor(Math.log10(Math.max(rough, 1)));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= rough && Number.isInteger(one)) ?? 1;
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, i) => i * step);
}

/** Where an axis of shares begins, per cent: below the least, and never so near that little looks like much. */
export const shareFloor = (least: number): number => Math.max(0, Math.min(80, Math.floor(least / 10) * 10));
