import uPlot from 'uplot';

/** A part of a line, and between which values it lies. */
export interface LinePart {
  path: Path2D;
  least: number;
  greatest: number;
}

/** A line in the screen's own pixels. */
export interface LinePath {
  /** One after the other. */
  parts: readonly LinePart[];
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
  const values = u.data[series]!;
  const parts: LinePart[] = [];
  for (const [from, to] of partsOf(values, first, last)) {
    const stroke = path(u, series, from, to)?.stroke;
    if (stroke instanceof Path2D) parts.push({ path: stroke, ...boundsOf(values, from, to) });
  }
  // The whole is made for its gaps alone.
  return { parts, clip: hasGap(values, first, last) ? (path(u, series, first, last)?.clip ?? null) : null };
}

type Values = ArrayLike<number | null | undefined>;

function hasGap(values: Values, first: number, last: number): boolean {
  for (let i = first; i <= last; i++) if (values[i] === null) return true;
  return false;
}

/** The least and the greatest value from one place to another. */
export function boundsOf(values: Values, from: number, to: number): Pick<LinePart, 'least' | 'greatest'> {
  let least = Infinity,
    greatest = -Infinity;
  for (let i = from; i <= to; i++) {
    const value = values[i];
    if (value == null) continue;
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }
  return { least, greatest };
}

/** Where parts begin and end: at values, each where the one before ended. */
export function partsOf(values: Values, first: number, last: number): [number, number][] {
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
