import { ApiError } from '../../../shared/wire/api';
import { rowKey, type MovedRow, type Row, type RowsGroup, type RowsPage } from '../../../shared/wire/rows';
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

  /** The row at a place; undefined while it is on its way. */
  row(index: number): Row | undefined {
    return this.state.windows.get(Math.floor(index / windowSize))?.[index % windowSize];
  }

  /** Where the row of an id is, as far as rows are known; null = not among them. */
  indexOf(id: string): number | null {
    for (const [window, rows] of this.state.windows) {
      const index = rows.findIndex((row) => row.id === id);
      if (index >= 0) return window * windowSize + index;
    }
    return null;
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
      const found = this.find(rowKey(move));
      if (found) ghosts.push({ ...found, move, until: now + ghostFor });
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

  private find(key: string): { row: Row; index: number } | null {
    for (const [window, rows] of this.state.windows) {
      const index = rows.findIndex((row) => rowKey(row) === key);
      if (index >= 0) return { row: rows[index]!, index: window * windowSize + index };
    }
    return null;
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

/** A line of the table: a group's head, a row, what is open below one, or one that left. */
export type Line =
  { kind: 'group'; group: RowsGroup; index: number } | { kind: 'row'; index: number } | { kind: 'ghost'; ghost: Ghost };

/** How many lines there are, and which stands where: reckoned, never listed, so that 100,000 rows cost nothing. */
export class Lines {
  private readonly starts: number[] = [];
  /** Rows that left each group; at the end those whose group is gone with them. */
  private readonly left: Ghost[][] = [];
  private readonly groupsEnd: number;
  readonly count: number;

  constructor(
    private readonly total: number,
    private readonly groups: readonly RowsGroup[] | null,
    private readonly closed: ReadonlySet<string>,
    private readonly ghosts: readonly Ghost[],
    column: string | null = null,
  ) {
    let line = 0;
    const homeless = new Set(ghosts);
    for (const group of groups ?? []) {
      const key = groupKey(group),
        own = ghosts.filter((ghost) => JSON.stringify(ghost.row[column ?? ''] ?? null) === key);
      own.forEach((ghost) => homeless.delete(ghost));
      this.starts.push(line);
      this.left.push(closed.has(key) ? [] : own);
      line += 1 + (closed.has(key) ? 0 : group.count + own.length);
    }
    this.groupsEnd = line;
    // Rows that left are shown where they stood; with groups at the end of theirs, for the places have moved.
    this.ghosts = (groups ? [...homeless] : [...ghosts]).sort((a, b) => a.index - b.index);
    this.count = (groups ? line : total) + this.ghosts.length;
  }

  at(line: number): Line {
    if (!this.groups) {
      let before = 0;
      for (const ghost of this.ghosts) {
        const place = Math.min(ghost.index + before, this.total + before);
        if (line === place) return { kind: 'ghost', ghost };
        if (line < place) break;
        before++;
      }
      return { kind: 'row', index: line - before };
    }
    if (line >= this.groupsEnd) return { kind: 'ghost', ghost: this.ghosts[line - this.groupsEnd]! };
    let low = 0,
      high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= line) low = middle;
      else high = middle - 1;
    }
    const group = this.groups[low]!,
      offset = line - this.starts[low]!;
    if (offset === 0) return { kind: 'group', group, index: low };
    return offset <= group.count
      ? { kind: 'row', index: group.first + offset - 1 }
      : { kind: 'ghost', ghost: this.left[low]![offset - 1 - group.count]! };
  }

  /** The line of a group's head. */
  lineOf(group: RowsGroup): number {
    return this.starts[this.groups?.findIndex((one) => groupKey(one) === groupKey(group)) ?? -1] ?? 0;
  }

  /** The line of a row; null where its group is closed. */
  lineOfRow(index: number): number | null {
    if (!this.groups) return index + this.ghosts.filter((ghost) => ghost.index <= index).length;
    const place = this.groups.findLastIndex((group) => group.first <= index),
      group = this.groups[place];
    if (!group || this.closed.has(groupKey(group))) return null;
    return this.starts[place]! + 1 + index - group.first;
  }

  /** The group a line belongs to; null where there are none. */
  groupOf(line: number): RowsGroup | null {
    if (!this.groups) return null;
    const found = this.at(line);
    if (found.kind === 'group') return found.group;
    return found.kind === 'row' ? (this.groups.findLast((group) => group.first <= found.index) ?? null) : null;
  }
}

export const groupKey = (group: RowsGroup): string => JSON.stringify(group.key);
