/** What can be reached in a column or list, by its height in it, px. */
export type Stops = readonly (readonly number[])[];

export type At = readonly [column: number, index: number];

/**
 * Where a key leads among entries: up and down by time, and on to the next day; left and right to what stands nearest
 * beside. In one list all four go by time. Null: not ours, or nothing there.
 */
export function lead(key: string, stops: Stops, [column, index]: At, abreast: boolean): At | null {
  const filled = stops.map((own, i) => [i, own] as const).filter(([, own]) => own.length > 0);
  const here = filled.findIndex(([i]) => i === column);
  const earlier = filled[here - 1],
    later = filled[here + 1];
  switch (key) {
    case 'Home':
      return filled[0] ? [filled[0][0], 0] : null;
    case 'End': {
      const last = filled[filled.length - 1];
      return last ? [last[0], last[1].length - 1] : null;
    }
    case 'ArrowUp':
      return index > 0 ? [column, index - 1] : earlier ? [earlier[0], earlier[1].length - 1] : null;
    case 'ArrowDown':
      return index + 1 < stops[column]!.length ? [column, index + 1] : later ? [later[0], 0] : null;
    case 'ArrowLeft':
      return !abreast
        ? lead('ArrowUp', stops, [column, index], abreast)
        : earlier
          ? beside(earlier, stops[column]![index]!)
          : null;
    case 'ArrowRight':
      return !abreast
        ? lead('ArrowDown', stops, [column, index], abreast)
        : later
          ? beside(later, stops[column]![index]!)
          : null;
    default:
      return null;
  }
}

function beside([column, own]: readonly [number, readonly number[]], top: number): At {
  let best = 0;
  own.forEach((other, i) => {
    if (Math.abs(other - top) < Math.abs(own[best]! - top)) best = i;
  });
  return [column, best];
}
