/** What this page has seen of one number. A gap (the page was not live) is a point without a value. */
export interface Point {
  at: number;
  value: number | null;
}

const hour = 3_600_000;
const kept = 24 * hour,
  most = 1_500;

/** Thins what is older: one point a minute after an hour, one per five minutes after eight. */
function thin(points: readonly Point[], now: number): Point[] {
  const result: Point[] = [];
  let bucket = -1;
  for (const point of points) {
    const age = now - point.at;
    if (age > kept) continue;
    const width = age > 8 * hour ? 300_000 : age > hour ? 60_000 : 1_000;
    const own = Math.floor(point.at / width);
    // The last point of a bucket stands for it; gaps stay.
    if (own === bucket && result.at(-1)?.value !== null && point.value !== null) result[result.length - 1] = point;
    else result.push(point);
    bucket = own;
  }
  return result;
}

export class Series {
  private points: Point[] = [];

  /** A new value; equal values only prolong the line. */
  push(at: number, value: number | null): void {
    const last = this.points.at(-1);
    if (last && at < last.at) {
      // Known since before the gap: the same number held through it, another one is seen from its end on.
      if (last.value !== null) return;
      if (this.points.at(-2)?.value === value) this.points.pop();
      else if (value !== null) this.points.push({ at: last.at, value });
      return;
    }
    if (last && last.value === value) return;
    this.points.push({ at, value });
    if (this.points.length > most) this.points = thin(this.points, at);
  }

  /** The page ceased to see it. */
  gap(at: number): void {
    if (this.points.length > 0) this.push(at, null);
  }

  get empty(): boolean {
    return this.points.length === 0;
  }

  /** All of it since `from`, the value at `from` first, oldest first, not yet prolonged to now. */
  since(from: number): Point[] {
    const index = this.points.findIndex((point) => point.at > from);
    const inside = index < 0 ? [] : this.points.slice(index);
    const before = index < 0 ? this.points.at(-1) : this.points[index - 1];
    return before ? [{ at: from, value: before.value }, ...inside] : inside;
  }

  toJSON(): Point[] {
    return this.points;
  }

  static from(points: readonly Point[]): Series {
    const series = new Series();
    series.points = points.filter((point) => typeof point?.at === 'number');
    return series;
  }
}
