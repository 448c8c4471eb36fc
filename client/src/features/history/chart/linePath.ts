import uPlot from 'uplot';

/** A stretch of a line. */
export interface Part {
  path: Path2D;
  /** Its first and last instant, ms. */
  from: number;
  to: number;
  /** Its least and greatest value. */
  low: number;
  high: number;
}

/** A line in the screen's own pixels. */
export interface LinePath {
  /** One after the other. */
  parts: readonly Part[];
  /** All but its gaps; null = it has none. */
  clip: Path2D | null;
}

/**
 * Points of a part. Stroking a path costs by the square of its points, where no graphics card does it: a year in one
 * took ten times as long as in parts of this length.
 */
const length = 48;

/** Where a series goes, in parts. */
export function linePath(u: uPlot, series: number, first: number, last: number, isStepped: boolean): LinePath {
  const path = isStepped ? uPlot.paths.stepped!({ align: 1 }) : uPlot.paths.linear!();
  const whole = path(u, series, first, last);
  const at = u.data[0],
    values = u.data[series]!;
  const parts: Part[] = [];
  for (const [from, to] of partsOf(values, first, last)) {
    const stroke = path(u, series, from, to)?.stroke;
    if (stroke instanceof Path2D)
      parts.push({ path: stroke, from: at[from]!, to: at[to]!, ...extentOf(values, from, to) });
  }
  return { parts, clip: whole?.clip ?? null };
}

/** The least and the greatest value between two places, both in it. */
export function extentOf(
  values: ArrayLike<number | null | undefined>,
  first: number,
  last: number,
): { low: number; high: number } {
  let low = Infinity,
    high = -Infinity;
  for (let i = first; i <= last; i++) {
    const value = values[i];
    if (value == null) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { low, high };
}

/** Where parts begin and end: at values, each where the one before ended. */
export function partsOf(values: ArrayLike<number | null | undefined>, first: number, last: number): [number, number][] {
  const parts: [number, number][] = [];
  let begin = -1,
    end = -1,
    count = 0;
  for (let i = first; i <= last; i++) {
    if (values[i] == null) continue;
    if (begin < 0) begin = i;
    end = i;
    if (++count <= length) continue;
    parts.push([begin, i]);
    [begin, count] = [i, 1];
  }
  if (end > begin || (parts.length === 0 && begin >= 0)) parts.push([begin, end]);
  return parts;
}
