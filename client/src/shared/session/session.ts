import { under } from '../address/base';
import { isOut, readWho, useWho } from '../access/who';
import { Connection } from '../live/connection';
import { hubLink } from '../live/hub';
import { LiveMonitor, useLive } from '../live/live';
import { browser } from '../storage/storage';
import { isGone } from '../store/breakdowns';
import { deskStore, onChange, useDesk, type Group } from '../store/desk';
import { learn, serverNow } from '../tick/clock';
import { holdTicks } from '../tick/ticker';
import { keepTrends, openTrends } from '../trend/fetching';
import { asked } from '../wire/asked';
import { ApiError, getCatalogue, getDesks, getKpis, onUnknown, send } from '../wire/api';
import type { WhoAnswer } from '../wire/people';
import type { Desk, KpiResult } from '../wire/wire';
import { nameDesk } from './address';
import { hubMessages } from './messages';

const instant = (text: string | null): number | null => (text === null ? null : Date.parse(text));

let connection: Connection | null = null;
let monitor: LiveMonitor | null = null;
let opening: AbortController | null = null;

/** Topics that parts of the page asked for, besides the cards. */
const further = new Set<readonly string[]>();

const byPerson: ReadonlySet<string> = new Set(['table:assignee', 'table:technician']);

/** What is asked of the desk that is open; what of it is not for the reader would be refused with all the rest. */
const topics = (group: Group | null): string[] =>
  [...new Set(['cards', ...(group ? [`table:${group.dimension}`] : []), ...[...further].flat()])].filter(
    (topic) => useDesk.getState().desk?.byPerson !== false || !byPerson.has(topic),
  );

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

/**
 * Opens the page's desk: definitions and first numbers by HTTP, and at the same time the hub. Where Apollo asks for a
 * sign-in and nobody has, the page asks for it, and calls this again after it.
 */
export async function startSession(): Promise<void> {
  opening?.abort();
  const own = (opening = new AbortController());
  const failed = (error: unknown): void => deskStore.setProblem(error instanceof ApiError ? error.message : null);
  // Both at once: to most who ask the desks are there.
  let first: Promise<Desk[]> | null = getDesks(own.signal);
  first.catch(() => {
    /* asked again below, where somebody is signed in */
  });
  // A wall display is no person.
  if (!asked.isDisplay) {
    const who = await insist(readWho, own.signal, failed);
    if (!who) return;
    deskStore.setProblem(null);
    useWho.setState({ who, ...(isOut(who) ? {} : { ended: null }) });
    if (isOut(who)) return;
  }
  const desks = await insist(
    (signal) => {
      const answer = first ?? getDesks(signal);
      first = null;
      return answer;
    },
    own.signal,
    failed,
  );
  if (!desks) return;
  deskStore.setDesks(desks);
  const desk = wanted(desks);
  if (desk) openDesk(desk);
  else deskStore.setProblem('You may see no desk here.');
}

/** Reads what a desk's numbers are called, mean and warn at. */
function readCatalogue(desk: string, signal: AbortSignal): void {
  void insist(
    (asked) => getCatalogue(desk, asked),
    signal,
    () => {},
  ).then((found) => {
    if (found) deskStore.setCatalogue(found);
  });
}

export function openDesk(desk: Desk): void {
  opening?.abort();
  const own = (opening = new AbortController());
  // The desk of a link is not the reader's choice.
  if (asked.link === null) browser.keepText(deskKey, desk.id);
  holdTicks(false);
  deskStore.open(desk);
  nameDesk();
  openTrends(desk.id);
  connection?.stop();
  monitor?.stop();
  let limits: string | null = null;
  const live = (monitor = new LiveMonitor(desk.poll ?? 1, () => connection?.renew()));
  const hub = (connection = new Connection(
    hubLink,
    {
      connected: () => live.connected(),
      lost: () => {
        live.lost();
        void lookWho();
      },
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
        live.pulse(
          Date.parse(message.at),
          instant(message.readAt),
          message.slices ?? [],
          instant(message.historyFailingSince),
        );
        // The limits are others: what a number warns at is told by its definition.
        if (limits !== null && limits !== message.limits) readCatalogue(desk.id, own.signal);
        limits = message.limits;
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
      interventions: (message) => {
        if (message.desk === desk.id) hubMessages.interventions(message);
      },
      // Of other desks too, where a wall goes through several.
      alerts: (message) => hubMessages.alerts(message),
      displays: (message) => hubMessages.displays(message),
    },
    desk.id,
    topics(null),
  ));
  hub.watchBeside(alertsOf, ['alerts']);
  hub.start();
  readCatalogue(desk.id, own.signal);
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

let alertsOf: readonly string[] = [];

/** Hears the alerts of these desks too, whichever is open, until the answer is called. */
export function watchAlertsOf(desks: readonly string[]): () => void {
  alertsOf = desks;
  connection?.watchBeside(desks, ['alerts']);
  return () => {
    if (alertsOf === desks) alertsOf = [];
  };
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

const rightsOf = ({ desks, admin, person, board }: WhoAnswer): string =>
  JSON.stringify([person?.id, admin, desks, board]);

let looking: Promise<void> | null = null;

/**
 * Looks whether it is still the same person with the same rights: asked when the server did not know who asked, and
 * when it ended the connection. Who is signed out is asked to sign in where they are; for others, and for other rights,
 * the page begins anew, so that nothing stays of what may not be seen any more.
 */
export const lookWho = (): Promise<void> =>
  (looking ??= readWho()
    .then(
      (now) => {
        const { who } = useWho.getState();
        if (!who) return;
        // A name may be another.
        if (rightsOf(now) === rightsOf(who)) useWho.setState({ who: now });
        else if (isOut(now)) endSession(now);
        else location.reload();
      },
      () => {
        /* not reached: asked again when the next try to connect fails */
      },
    )
    .finally(() => (looking = null)));

/** Nobody is signed in here any more: nothing is asked for until somebody is. */
function endSession(now: WhoAnswer): void {
  opening?.abort();
  connection?.stop();
  monitor?.stop();
  useWho.setState(({ who }) => ({ who: now, ended: { person: who?.person?.id ?? null, at: Date.now() } }));
}

/**
 * Somebody has signed in on this page. Whoever had been signed in here goes on where they were; for another person the
 * page begins anew.
 */
export async function signedIn(): Promise<void> {
  const { ended } = useWho.getState();
  if (ended && (await readWho()).person?.id !== ended.person) location.reload();
  else await startSession();
}

/** Signs out here, and at the provider that vouched; the page that asks for a sign-in is the desk's first. */
export async function signOut(): Promise<void> {
  const answer = await send<{ next: string } | null>('DELETE', '/api/session');
  location.assign(answer?.next ?? under('/'));
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
  // A mapping may give a breakdown up while one of its groups is picked.
  useDesk.subscribe(({ group, catalogue, loading }, before) => {
    if (group && (catalogue !== before.catalogue || loading !== before.loading) && isGone(group.dimension))
      pickGroup(null);
  });
  onUnknown(() => void lookWho());
  window.addEventListener('online', retryNow);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible') return;
    retryNow();
    void lookWho();
  });
}
