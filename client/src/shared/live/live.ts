import { create } from 'zustand';
import type { SlicePulse } from '../wire/wire';
import { judge, lostFor, messageAge, silentFor, staleSlices, type LiveKind, type Signs } from './judge';

/** The page came back to live. */
export interface Return {
  after: number;
  changed: readonly string[];
}

interface LiveState {
  kind: LiveKind;
  /** Age of the data at the last message, seconds. */
  age: number | null;
  /** Last good poll, ms. */
  readAt: number | null;
  slices: readonly SlicePulse[];
  /** Since when what is computed cannot be written to the history, ms; null while it can. */
  historyFailingSince: number | null;
  /** Slices whose cards are stale, joined: a primitive, so that cards can compare it. */
  stale: readonly string[];
  /** When the next try to connect begins, ms by this page's clock; null while one runs or none is needed. */
  retryAt: number | null;
  returned: Return | null;
}

export const useLive = create<LiveState>(() => ({
  kind: 'connecting',
  age: null,
  readAt: null,
  slices: [],
  historyFailingSince: null,
  stale: [],
  retryAt: null,
  returned: null,
}));

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((item, i) => item === b[i]);

/**
 * Turns what is heard, and what is not, into the live state; asked again every half second, since silence sends no
 * event.
 */
export class LiveMonitor {
  private signs: Signs;
  private timer: ReturnType<typeof setInterval> | undefined;
  private awaySince: number | null = null;
  private readonly changedAway = new Set<string>();
  /**
   * A board has come since the connection was lost: before it, a pulse of the new one vouches for nothing that is
   * shown.
   */
  private caughtUp = true;

  constructor(
    private poll: number,
    private readonly onSilent: () => void = () => {},
  ) {
    this.signs = {
      connected: false,
      lostAt: Date.now(),
      heardAt: null,
      pulseAt: null,
      readAt: null,
      slices: [],
      loading: [],
    };
    useLive.setState({
      kind: 'connecting',
      age: null,
      readAt: null,
      slices: [],
      historyFailingSince: null,
      stale: [],
      returned: null,
    });
    this.timer = setInterval(() => this.look(), 500);
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  setPoll(poll: number): void {
    this.poll = poll;
  }

  /** The hub answers. After an absence that is a sign of life, not yet the numbers: those come with the board. */
  connected(): void {
    this.update(
      this.awaySince === null || this.caughtUp
        ? { connected: true, lostAt: null }
        : { connected: true, heardAt: Date.now() },
    );
  }

  lost(): void {
    this.caughtUp = false;
    this.update({ connected: false, lostAt: this.signs.lostAt ?? Date.now() });
  }

  /** A batch came. */
  heard(loading: readonly string[] | undefined): void {
    this.caughtUp = true;
    this.update({ heardAt: Date.now(), lostAt: null, ...(loading ? { loading } : {}) });
  }

  pulse(
    at: number,
    readAt: number | null,
    slices: readonly SlicePulse[],
    historyFailingSince: number | null = null,
  ): void {
    if (historyFailingSince !== useLive.getState().historyFailingSince) useLive.setState({ historyFailingSince });
    // One that fails before its first full read is complete is not live either.
    const loading =
      slices.length > 0
        ? slices.filter((s) => s.state === 'loading' || !s.readAt).map((s) => s.slice)
        : this.signs.loading;
    const heard = this.awaySince === null || this.caughtUp ? { heardAt: Date.now(), lostAt: null } : {};
    this.update({ ...heard, pulseAt: at, readAt, slices, loading });
  }

  /** KPIs that changed, so that the way back can say how many. */
  changed(ids: readonly string[]): void {
    if (this.awaySince !== null) ids.forEach((id) => this.changedAway.add(id));
  }

  private update(more: Partial<Signs>): void {
    this.signs = { ...this.signs, ...more };
    this.look();
  }

  private look(): void {
    const now = Date.now(),
      before = useLive.getState();
    const kind = judge(this.signs, now, this.poll);
    const stale = kind === 'offline' ? [] : staleSlices(this.signs, this.poll);
    const next: Partial<LiveState> = {};
    if (kind !== before.kind) {
      next.kind = kind;
      Object.assign(next, this.turn(before.kind, kind, now));
    }
    const age = messageAge(this.signs);
    if (age !== before.age) next.age = age;
    if (this.signs.readAt !== before.readAt) next.readAt = this.signs.readAt;
    if (this.signs.slices !== before.slices) next.slices = this.signs.slices;
    if (!same(stale, before.stale)) next.stale = stale;
    if (Object.keys(next).length > 0) useLive.setState(next);
    if (this.signs.connected && this.signs.heardAt !== null && now - this.signs.heardAt >= silentFor) {
      this.signs = { ...this.signs, connected: false, lostAt: this.signs.lostAt ?? now - lostFor };
      this.onSilent();
    }
  }

  private turn(before: LiveKind, kind: LiveKind, now: number): Partial<LiveState> {
    const away = kind === 'offline' || kind === 'stale';
    if (away) {
      // The first sight of a desk that is stale or unreachable is no absence: nothing was live before.
      if (this.awaySince === null && (before === 'live' || before === 'loading')) {
        this.awaySince = this.signs.lostAt ?? this.signs.readAt ?? this.signs.heardAt ?? now;
        this.changedAway.clear();
      }
      return { returned: null };
    }
    if (kind !== 'live' || this.awaySince === null) return {};
    const returned = { after: Math.max(0, (now - this.awaySince) / 1000), changed: [...this.changedAway] };
    this.awaySince = null;
    return { returned };
  }
}

export const dismissReturn = (): void => useLive.setState({ returned: null });
