import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backoff, Connection, type Events, type Link } from './connection';

/** A hub connection that a test opens, breaks and speaks through. */
class FakeLink implements Link {
  readonly sent: unknown[][] = [];
  stopped = false;
  refuseWatch = false;
  private readonly listeners = new Map<string, (message: never) => void>();
  private closed = (): void => {};
  private settle: { open: () => void; fail: (error: Error) => void } | null = null;

  start(): Promise<void> {
    return new Promise((open, fail) => {
      this.settle = { open, fail };
    });
  }
  stop(): Promise<void> {
    this.stopped = true;
    return Promise.resolve();
  }
  on(event: string, listener: (...args: never[]) => void): void {
    this.listeners.set(event, listener);
  }
  onclose(listener: () => void): void {
    this.closed = listener;
  }
  invoke(...call: unknown[]): Promise<unknown> {
    this.sent.push(call);
    return this.refuseWatch ? Promise.reject(new Error('unknown desk')) : Promise.resolve();
  }

  async open(): Promise<void> {
    this.settle!.open();
    await vi.advanceTimersByTimeAsync(0);
  }
  async refuse(): Promise<void> {
    this.settle!.fail(new Error('refused'));
    await vi.advanceTimersByTimeAsync(0);
  }
  break(): void {
    this.closed();
  }
  say(event: string, message: unknown): void {
    this.listeners.get(event)?.(message as never);
  }
}

let links: FakeLink[];
let heard: string[];
let connection: Connection;

beforeEach(() => {
  vi.useFakeTimers();
  links = [];
  heard = [];
  const events: Events = {
    connected: () => heard.push('connected'),
    lost: () => heard.push('lost'),
    retry: () => {},
    board: () => heard.push('board'),
    pulse: () => heard.push('pulse'),
  };
  connection = new Connection(
    () => {
      const link = new FakeLink();
      links.push(link);
      return link;
    },
    events,
    'demo',
    ['cards'],
    () => 1,
  );
  connection.start();
});
afterEach(() => {
  connection.stop();
  vi.useRealTimers();
});

describe('the connection', () => {
  it('watches the desk as soon as it is open', async () => {
    await links[0]!.open();
    expect(links[0]!.sent).toEqual([['Watch', 'demo', ['cards']]]);
    expect(heard).toEqual(['connected']);
  });

  it('tries for ever, ever more slowly, up to 15 s', async () => {
    const waits: number[] = [];
    for (let i = 0; i < 8; i++) {
      await links[i]!.refuse();
      const before = Date.now();
      while (links.length === i + 1) await vi.advanceTimersByTimeAsync(100);
      waits.push(Date.now() - before);
    }
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
  });

  it('asks anew for a full board on the way back, and begins again with short waits', async () => {
    await links[0]!.open();
    links[0]!.say('Board', {});
    links[0]!.break();
    await vi.advanceTimersByTimeAsync(500);
    await links[1]!.open();
    expect(links[1]!.sent).toEqual([['Watch', 'demo', ['cards']]]);
    expect(heard).toEqual(['connected', 'board', 'lost', 'connected']);
  });

  it('watches on the way back what was asked for meanwhile', async () => {
    await links[0]!.open();
    links[0]!.break();
    connection.watch('demo', ['cards', 'table:team']);
    await vi.advanceTimersByTimeAsync(500);
    await links[1]!.open();
    expect(links[1]!.sent).toEqual([['Watch', 'demo', ['cards', 'table:team']]]);
  });

  it('watches at once what is asked for while open', async () => {
    await links[0]!.open();
    connection.watch('demo', ['cards', 'table:team']);
    expect(links[0]!.sent.at(-1)).toEqual(['Watch', 'demo', ['cards', 'table:team']]);
  });

  it('tries at once when told to, and only once', async () => {
    await links[0]!.refuse();
    connection.retryNow();
    connection.retryNow();
    expect(links).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(links).toHaveLength(2);
  });

  it('hears nothing more from a connection it has given up', async () => {
    await links[0]!.open();
    connection.renew();
    links[0]!.say('Board', {});
    links[0]!.break();
    expect(links[0]!.stopped).toBe(true);
    expect(heard).toEqual(['connected', 'lost']);
  });

  it('treats a refused watch as a broken connection', async () => {
    links[0]!.refuseWatch = true;
    await links[0]!.open();
    expect(heard).toEqual(['lost']);
    await vi.advanceTimersByTimeAsync(500);
    expect(links).toHaveLength(2);
  });

  it('watches something of other desks beside, on the way back too, and leaves those that are no more', async () => {
    await links[0]!.open();
    connection.watchBeside(['demo', 'second', 'third'], ['alerts']);
    await vi.advanceTimersByTimeAsync(0);
    connection.watchBeside(['demo', 'second'], ['alerts']);
    await vi.advanceTimersByTimeAsync(0);
    const second = ['Watch', 'second', ['alerts']];
    expect(links[0]!.sent.slice(1)).toEqual([second, ['Watch', 'third', ['alerts']], ['Unwatch', 'third'], second]);
    links[0]!.break();
    await vi.advanceTimersByTimeAsync(500);
    await links[1]!.open();
    expect(links[1]!.sent).toEqual([['Watch', 'demo', ['cards']], second]);
  });

  it('tries no more once stopped', async () => {
    await links[0]!.refuse();
    connection.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(links).toHaveLength(1);
  });
});

describe('the back-off', () => {
  it('spreads browsers over the upper half of each wait', () => {
    expect(backoff(0, 0)).toBe(250);
    expect(backoff(0, 1)).toBe(500);
    expect(backoff(20, 0)).toBe(7_500);
    expect(backoff(2_000, 1)).toBe(15_000);
    expect(backoff(2_000, 1, 4_000)).toBe(4_000);
  });
});
