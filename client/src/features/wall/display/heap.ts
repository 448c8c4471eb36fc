/** Bytes of JavaScript in use; null where the browser does not tell (all but Chromium). */
export const heapNow = (): number | null =>
  (performance as { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize ?? null;

/** Readings that make a minute, one every five seconds; and those of the page's first ten minutes. */
const minute = 12,
  settling = 10 * minute;

/**
 * Whether a page's heap has doubled: the least of the last minute, so that what is only not collected yet does not
 * count, against the least minute since the page had settled.
 */
export class HeapWatch {
  private readonly recent: number[] = [];
  private readings = 0;
  private least = Infinity;

  /** Takes a reading, bytes; tells whether the heap has doubled. */
  read(bytes: number): boolean {
    this.recent.push(bytes);
    if (this.recent.length > minute) this.recent.shift();
    this.readings++;
    if (this.recent.length < minute) return false;
    const now = Math.min(...this.recent);
    if (this.readings <= settling) {
      this.least = Math.min(this.least, now);
      return false;
    }
    return now > 2 * this.least;
  }
}
