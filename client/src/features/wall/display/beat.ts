/** What the page hands its worker from an animation frame: what it shows, and that it still draws. */
export interface Painted {
  /** The page that shows, as "Service level, 2 of 6". */
  page: string;
  paintedAt: number;
  /** The last good poll behind its numbers, ms. */
  dataAt: number | null;
  version: string;
  /** Bytes in use; null where the browser does not tell. */
  heap: number | null;
  /** Whether it may make a sound; null = it is to make none. */
  audible: boolean | null;
}
