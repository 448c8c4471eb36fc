import { asked } from '../wire/asked';
import type { HubMessages } from '../wire/wire';

/** What a SignalR connection gives; a test has its own. */
export interface Link {
  start(): Promise<void>;
  stop(): Promise<void>;
  on(event: string, listener: (...args: never[]) => void): void;
  onclose(listener: () => void): void;
  invoke(method: string, ...args: unknown[]): Promise<unknown>;
}

/** All that the server says: what the generated types do not know, or know besides, does not compile. */
const messages = Object.keys({
  Board: true,
  Pulse: true,
  Rows: true,
  Calendar: true,
  Interventions: true,
  Looks: true,
  Notes: true,
  Alerts: true,
  Displays: true,
  Display: true,
} satisfies Record<keyof HubMessages, true>) as (keyof HubMessages)[];

/** What is done with each of them: `board` with a Board, `pulse` with a Pulse. */
type Heard = { [Message in keyof HubMessages as Uncapitalize<Message>]: (message: HubMessages[Message]) => void };

export interface Events extends Pick<Heard, 'board' | 'pulse'>, Partial<Omit<Heard, 'board' | 'pulse'>> {
  connected(): void;
  lost(): void;
  /** The next try begins then (ms), or is running (null). */
  retry(at: number | null): void;
}

const first = 500;

/** Longest time between tries, ms; of a wall display, which nobody waits at but everybody sees, it is shorter. */
const longest = 15_000,
  longestOfDisplay = 2_500;

/**
 * Time to the next try: doubling from half a second to 15 s, each spread over its upper half so that browsers do not
 * come in step.
 */
export const backoff = (tries: number, random: number, most: number = longest): number =>
  Math.min(most, first * 2 ** Math.min(tries, 10)) * (0.5 + random / 2);

/** Keeps one hub connection for ever: what breaks is made anew, and asks anew for a full board. */
export class Connection {
  private link: Link | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private tries = 0;
  private stopped = false;
  private watching = false;
  private beside: { desks: readonly string[]; topics: readonly string[] } = { desks: [], topics: [] };

  constructor(
    private readonly make: () => Link,
    private readonly events: Events,
    private desk: string,
    private topics: readonly string[],
    private readonly random: () => number = Math.random,
  ) {}

  start(): void {
    void this.attempt();
  }

  /** Watches something of other desks too, as long as they are named; at once when connected. */
  watchBeside(desks: readonly string[], topics: readonly string[]): void {
    const left = this.beside.desks.filter((desk) => !desks.includes(desk) && desk !== this.desk);
    this.beside = { desks, topics };
    const link = this.link;
    if (!link || !this.watching) return;
    for (const desk of left) void link.invoke('Unwatch', desk).catch(() => {});
    void this.askBeside(link);
  }

  /** Replaces what is watched; at once when connected, else on the way back. */
  watch(desk: string, topics: readonly string[]): void {
    this.desk = desk;
    this.topics = topics;
    const link = this.link;
    if (link && this.watching) link.invoke('Watch', desk, topics).catch(() => this.drop(link));
  }

  /** Tries at once; does nothing while connected or trying. */
  retryNow(): void {
    if (this.link || this.stopped) return;
    clearTimeout(this.timer);
    void this.attempt();
  }

  /** The connection says nothing any more: a new one. */
  renew(): void {
    if (this.link) this.drop(this.link);
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    const link = this.link;
    this.link = null;
    void link?.stop().catch(() => {});
  }

  private async attempt(): Promise<void> {
    if (this.stopped) return;
    this.events.retry(null);
    const link = this.make();
    this.link = link;
    this.watching = false;
    for (const message of messages) {
      const heard = this.events[message.toLowerCase() as keyof Heard] as ((said: never) => void) | undefined;
      link.on(message, (said: never) => {
        if (this.link !== link) return;
        if (message === 'Board') this.tries = 0;
        heard?.(said);
      });
    }
    link.onclose(() => this.drop(link));
    try {
      await link.start();
      if (this.link !== link) return;
      this.watching = true;
      await link.invoke('Watch', this.desk, this.topics);
      if (this.link !== link) return;
      this.events.connected();
      await this.askBeside(link);
    } catch {
      this.drop(link);
    }
  }

  private async askBeside(link: Link): Promise<void> {
    try {
      for (const desk of this.beside.desks)
        if (this.link === link && desk !== this.desk) await link.invoke('Watch', desk, this.beside.topics);
    } catch {
      this.drop(link);
    }
  }

  private drop(link: Link): void {
    if (this.link !== link) return;
    this.link = null;
    this.watching = false;
    void link.stop().catch(() => {});
    if (this.stopped) return;
    this.events.lost();
    const wait = backoff(this.tries++, this.random(), asked.isDisplay ? longestOfDisplay : longest);
    this.events.retry(Date.now() + wait);
    this.timer = setTimeout(() => void this.attempt(), wait);
  }
}
