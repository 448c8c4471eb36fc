import '../../../shared/wire/older';
import { HubConnectionBuilder, LogLevel, type HubConnection } from '@microsoft/signalr';
import type { DisplayBeat, DisplayMessage } from '../../../shared/wire/wire';
import type { Painted } from './beat';

/**
 * The heart of a display: a connection of its own, which goes on while the page is busy or still. It beats every five
 * seconds with what the page last handed over, and brings what Apollo has the display do.
 */
const every = 5_000,
  longest = 2_500;

let painted: Painted | null = null;
let latency: number | null = null;
let hub: HubConnection | null = null;
let tries = 0;

const instant = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

async function beat(): Promise<void> {
  if (!painted || !hub) return;
  const begun = performance.now();
  await hub.invoke('Beat', {
    page: painted.page,
    paintedAt: instant(painted.paintedAt),
    dataAt: instant(painted.dataAt),
    latency,
    version: painted.version,
    heap: painted.heap,
    audible: painted.audible,
  } satisfies DisplayBeat);
  latency = Math.round(performance.now() - begun);
}

async function connect(address: string): Promise<void> {
  const made = new HubConnectionBuilder().withUrl(address).configureLogging(LogLevel.None).build();
  made.on('Display', (order: DisplayMessage) => postMessage(order));
  const again = (): void => {
    if (hub !== made && hub !== null) return;
    hub = null;
    const wait = Math.min(longest, 500 * 2 ** Math.min(tries++, 10)) * (0.5 + Math.random() / 2);
    setTimeout(() => void connect(address), wait);
  };
  made.onclose(again);
  try {
    await made.start();
    hub = made;
    tries = 0;
    // What it was told while it was not connected is lost.
    postMessage({ display: '', action: 'pages' } satisfies DisplayMessage);
    await beat();
  } catch {
    if (hub === made) void made.stop();
    else again();
  }
}

// A beat that is refused is followed by the next; a connection that breaks is made anew.
setInterval(() => void beat().catch(() => {}), every);

onmessage = ({ data }: MessageEvent<Painted | { address: string }>) => {
  if ('address' in data) void connect(data.address);
  else {
    const isFirst = painted === null;
    painted = data;
    if (isFirst) void beat().catch(() => {});
  }
};
