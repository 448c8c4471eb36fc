import { ApiError } from '../../../shared/wire/api';
import { rowKey, type MovedRow, type Row, type RowsPage } from '../../../shared/wire/rows';
import type { RowsMessage } from '../../../shared/wire/wire';

export const windowSize = 200;

/** Asks for some rows; `cut` = of that cut, else of the newest. */
export type AskRows = (offset: number, limit: number, cut: Cut | null, signal: AbortSignal) => Promise<RowsPage>;

export interface Cut {
  version: string;
  at: string;
}

/** A row that left, shown a moment longer where it stood. */
export interface Ghost {
  row: Row;
  move: MovedRow;
  index: number;
  until: number;
}

export interface RowsState {
  page: Omit<RowsPage, 'rows' | 'offset'> | null;
  windows: ReadonlyMap<number, readonly Row[]>;
  /** When rows entered, ms by this page's clock. */
  entered: ReadonlyMap<string, number>;
  ghosts: readonly Ghost[];
  error: string | null;
}

const empty: RowsState = { page: null, windows: new Map(), entered: new Map(), ghosts: [], error: null };
const markFor = 60_000,
  ghostFor = 5_000,
  refreshEvery = 1_000,
  retryAfter = 2_000;

/** The row at a place; undefined while it is on its way. */
export const rowAt = (windows: RowsState['windows'], index: number): Row | undefined =>
  windows.get(Math.floor(index / windowSize))?.[index % windowSize];

/** Where the row is that `is` finds, as far as rows are known; null = not among them. */
export function placeOf(windows: RowsState['windows'], is: (row: Row) => boolean): number | null {
  for (const [window, rows] of windows) {
    const index = rows.findIndex(is);
    if (index >= 0) return window * windowSize + index;
  }
  return null;
}

/**
 * The rows behind a number as far as they are seen: windows of one cut, asked for as they come into sight. When the
 * rows change the windows in sight are asked anew, at most once a second, and swapped together, so that nothing
 * flickers and no two cuts are mixed.
 */
export class RowsModel {
  private state = empty;
  private readonly listeners = new Set<() => void>();
  private readonly asked = new Set<number>();
  private sight: readonly [number, number] = [0, 0];
  private running: AbortController | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private refreshedAt = 0;
  private stopped = false;

  constructor(
    private readonly ask: AskRows,
    private readonly now: () => number = Date.now,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  readonly read = (): RowsState => this.state;

  /** Asks for the first rows, unless they are on their way. */
  start(): void {
    this.stopped = false;
    if (this.running === null || this.running.signal.aborted) void this.refresh();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.running?.abort();
  }

  /** Rows from and to are in sight: what is missing is asked for. */
  see(from: number, to: number): void {
    this.sight = [Math.max(0, from), Math.max(0, to)];
    for (const window of this.inSight())
      if (!this.state.windows.has(window) && !this.asked.has(window)) void this.fill(window);
  }

  /** What the hub says of these rows. */
  hear(message: RowsMessage): void {
    const now = this.now();
    const entered = new Map([...this.state.entered].filter(([, at]) => now - at < markFor));
    for (const row of message.entered) entered.set(rowKey(row), now);
    const ghosts = this.state.ghosts.filter((ghost) => ghost.until > now);
    for (const move of message.left) {
      const { windows } = this.state,
        index = placeOf(windows, (row) => rowKey(row) === rowKey(move));
      if (index !== null) ghosts.push({ row: rowAt(windows, index)!, index, move, until: now + ghostFor });
      entered.delete(rowKey(move));
    }
    this.set({ entered, ghosts });
    if (message.entered.length + message.left.length + message.changed.length > 0 || message.reset) this.soon();
  }

  /** Marks fade: asked once a second by who shows them. */
  fade(): void {
    const now = this.now();
    if (this.state.ghosts.some((ghost) => ghost.until <= now))
      this.set({ ghosts: this.state.ghosts.filter((ghost) => ghost.until > now) });
    if ([...this.state.entered.values()].some((at) => now - at >= markFor))
      this.set({ entered: new Map([...this.state.entered].filter(([, at]) => now - at < markFor)) });
  }

  /** Asks anew: what the rows are to pass has moved with the clock. */
  renew(): void {
    this.soon();
  }

  private inSight(): number[] {
    const [from, to] = this.sight;
    const total = this.state.page?.total ?? 0;
    const first = Math.floor(from / windowSize),
      last = Math.floor(Math.max(from, Math.min(to, Math.max(0, total - 1))) / windowSize);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  }

  private soon(): void {
    if (this.timer !== undefined || this.stopped) return;
    this.timer = setTimeout(
      () => {
        this.timer = undefined;
        void this.refresh();
      },
      Math.max(0, this.refreshedAt + refreshEvery - this.now()),
    );
  }

  /** The windows in sight, of the newest cut. */
  private async refresh(): Promise<void> {
    this.running?.abort();
    const own = (this.running = new AbortController());
    this.refreshedAt = this.now();
    this.asked.clear();
    try {
      const [first, ...others] = this.inSight();
      const page = await this.ask(first! * windowSize, windowSize, null, own.signal);
      const windows = new Map([[Math.floor(page.offset / windowSize), page.rows]]);
      const cut = { version: page.sliceVersion, at: page.at };
      for (const window of others.filter((window) => window * windowSize < page.total))
        windows.set(window, (await this.ask(window * windowSize, windowSize, cut, own.signal)).rows);
      if (own.signal.aborted) return;
      const { rows: _, offset: __, ...head } = page;
      this.set({ page: head, windows, error: null });
      this.see(...this.sight);
    } catch (error) {
      if (!own.signal.aborted) this.failed(error);
    }
  }

  private async fill(window: number): Promise<void> {
    const { page } = this.state;
    if (!page || window * windowSize >= Math.max(1, page.total)) return;
    this.asked.add(window);
    const own = this.running;
    try {
      const found = await this.ask(
        window * windowSize,
        windowSize,
        { version: page.sliceVersion, at: page.at },
        own?.signal ?? new AbortController().signal,
      );
      if (this.running !== own) return;
      this.set({ windows: new Map(this.state.windows).set(window, found.rows) });
    } catch (error) {
      if (own?.signal.aborted) return;
      // The cut is no longer kept: the newest one has the rows.
      if (error instanceof ApiError && error.status === 410) void this.refresh();
      else this.failed(error);
    } finally {
      this.asked.delete(window);
    }
  }

  private failed(error: unknown): void {
    this.set({ error: error instanceof ApiError ? error.message : 'Apollo does not answer.' });
    // A query that cannot be understood stays so; an answer that did not come may come later.
    if (error instanceof ApiError && error.status === 400) return;
    clearTimeout(this.timer);
    if (!this.stopped)
      this.timer = setTimeout(() => {
        this.timer = undefined;
        void this.refresh();
      }, retryAfter);
  }

  private set(more: Partial<RowsState>): void {
    this.state = { ...this.state, ...more };
    this.listeners.forEach((listener) => listener());
  }
}
