import { Connection } from '../live/connection';
import { hubLink } from '../live/hub';
import { LiveMonitor, useLive } from '../live/live';
import { browser } from '../storage/storage';
import { deskStore, onChange, useDesk, type Group } from '../store/desk';
import { learn, serverNow } from '../tick/clock';
import { holdTicks } from '../tick/ticker';
import { keepTrends, openTrends } from '../trend/fetching';
import { ApiError, getCatalogue, getDesks, getKpis } from '../wire/api';
import type { Desk, KpiResult } from '../wire/wire';
import { nameDesk } from './address';
import { hubMessages } from './messages';

let connection: Connection | null = null;
let monitor: LiveMonitor | null = null;
let opening: AbortController | null = null;

/** Topics that parts of the page asked for, besides the cards. */
const further = new Set<readonly string[]>();

const topics = (group: Group | null): string[] => [
  ...new Set(['cards', ...(group ? [`table:${group.dimension}`] : []), ...[...further].flat()]),
];

const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });

/** Asks until there is an answer: what the page cannot do without. */
async function insist<T>(
  ask: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
  failed: (error: unknown) => void,
): Promise<T | null> {
  for (let tries = 0; !signal.aborted; tries++) {
    try {
      return await ask(signal);
    } catch (error) {
      if (signal.aborted) break;
      failed(error);
      await sleep(Math.min(10_000, 500 * 2 ** tries) * (0.5 + Math.random() / 2), signal);
    }
  }
  return null;
}

const deskKey = 'apollo.desk';

function wanted(desks: readonly Desk[]): Desk | undefined {
  const asked = new URLSearchParams(location.search).get('desk') ?? browser.text(deskKey);
  return desks.find((desk) => desk.id === asked) ?? desks[0];
}

/** Opens the page's desk: definitions and first numbers by HTTP, and at the same time the hub. */
export async function startSession(): Promise<void> {
  opening?.abort();
  const own = (opening = new AbortController());
  const desks = await insist(getDesks, own.signal, (error) =>
    deskStore.setProblem(error instanceof ApiError ? error.message : null),
  );
  if (!desks) return;
  deskStore.setDesks(desks);
  const desk = wanted(desks);
  if (desk) openDesk(desk);
  else deskStore.setProblem('You may see no desk here.');
}

export function openDesk(desk: Desk): void {
  opening?.abort();
  const own = (opening = new AbortController());
  browser.keepText(deskKey, desk.id);
  holdTicks(false);
  deskStore.open(desk);
  nameDesk();
  openTrends(desk.id);
  connection?.stop();
  monitor?.stop();
  const live = (monitor = new LiveMonitor(desk.poll ?? 1, () => connection?.renew()));
  const hub = (connection = new Connection(
    hubLink,
    {
      connected: () => live.connected(),
      lost: () => live.lost(),
      retry: (at) => useLive.setState({ retryAt: at }),
      board: (message) => {
        if (message.desk !== desk.id) return;
        learn(Date.parse(message.at));
        deskStore.apply(message);
        live.heard(message.loading ?? undefined);
      },
      pulse: (message) => {
        if (message.desk !== desk.id) return;
        learn(Date.parse(message.at));
        live.pulse(Date.parse(message.at), message.readAt ? Date.parse(message.readAt) : null, message.slices ?? []);
        if (message.slices)
          deskStore.setLoading(message.slices.filter((s) => s.state === 'loading').map((s) => s.slice));
      },
      rows: (message) => {
        if (message.desk === desk.id) hubMessages.rows(message);
      },
      calendar: (message) => {
        if (message.desk === desk.id) hubMessages.calendar(message);
      },
      looks: (message) => {
        if (message.desk === desk.id) hubMessages.looks(message);
      },
      notes: (message) => {
        if (message.desk === desk.id) hubMessages.notes(message);
      },
    },
    desk.id,
    topics(null),
  ));
  hub.start();
  void insist(
    (signal) => getCatalogue(desk.id, signal),
    own.signal,
    () => {},
  ).then((found) => {
    if (found) deskStore.setCatalogue(found);
  });
  // The first paint; while nothing is read yet (503) or on failure the hub's board comes anyway.
  void getKpis(desk.id, undefined, own.signal).then(
    (found) => {
      if (!own.signal.aborted) deskStore.applyFirst(found);
    },
    () => {},
  );
}

/** Shows one group on the whole board, or the desk again (null). */
export function pickGroup(group: Group | null): void {
  const { desk } = useDesk.getState();
  deskStore.pick(group);
  if (desk) connection?.watch(desk.id, topics(group));
}

/** Asks the hub for further topics until the answer is called. */
export function watchTopics(own: readonly string[]): () => void {
  const renew = (): void => {
    const { desk, group } = useDesk.getState();
    if (desk) connection?.watch(desk.id, topics(group));
  };
  further.add(own);
  renew();
  return () => {
    further.delete(own);
    renew();
  };
}

export const retryNow = (): void => connection?.retryNow();

export function pauseBoard(): void {
  deskStore.pause(serverNow());
  holdTicks(true);
}

export function resumeBoard(): void {
  deskStore.resume();
  holdTicks(false);
}

/**
 * Whether a reader would see another number or status: a restarted Apollo sends all anew, and ages grow by themselves.
 */
const differs = (before: KpiResult | undefined, after: KpiResult | undefined): boolean =>
  before?.status !== after?.status || (!after?.rate && before?.value !== after?.value);

/** What holds for as long as the page is open. */
export function watchPage(): void {
  onChange((ids, before, after) => {
    monitor?.changed(ids.filter((id) => differs(before[id], after[id])));
  });
  keepTrends();
  window.addEventListener('online', retryNow);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') retryNow();
  });
}
