import { useLive } from '../live/live';
import { useView } from '../preferences/view';
import { onChange, useDesk } from '../store/desk';
import { dimensionsNow } from '../store/breakdowns';
import { serverNow } from '../tick/clock';
import { getTrends } from '../wire/api';
import type { Dimension } from '../wire/wire';
import { clearTrends, dropTrends, endSteps, holdTrends, useTrends, wasAway } from './trends';

/** Fetched anew before the usual band ends, an hour ahead; spread, so that screens do not come in step. */
const fresh = 30 * 60_000,
  /** While the past is being computed, more is soon there. */
  computing = 10_000,
  soon = 5_000,
  longest = 60_000;

let desk: string | null = null;
let running: AbortController | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
let tries = 0;

/** Breakdowns that parts of the page show, besides the group that is picked. */
const shown: Dimension[] = [];

const hours = (): number => Math.max(1, useView.getState().window / 60);

function needed(): (Dimension | null)[] {
  const picked = useDesk.getState().group?.dimension;
  const all = new Set([...shown, ...(picked ? [picked] : [])]);
  return [null, ...dimensionsNow().filter((dimension) => all.has(dimension))];
}

const spread = (ms: number): number => ms * (0.9 + Math.random() / 5);

/** Fetches what is shown, at once: what was held stays until the answer is there, and where there is none. */
async function refresh(): Promise<void> {
  const asked = desk;
  if (asked === null) return;
  running?.abort();
  clearTimeout(timer);
  const own = (running = new AbortController());
  const span = hours();
  let isComputing = false;
  const answers = await Promise.all(
    needed().map((dimension) =>
      getTrends(asked, span, dimension, own.signal).then(
        (trends) => {
          if (!own.signal.aborted) holdTrends(dimension, trends);
          isComputing ||= trends.isComputing;
          return true;
        },
        () => false,
      ),
    ),
  );
  if (own.signal.aborted) return;
  tries = answers.includes(false) ? tries + 1 : 0;
  timer = setTimeout(
    () => void refresh(),
    spread(tries > 0 ? Math.min(longest, soon * 2 ** Math.min(tries - 1, 8)) : isComputing ? computing : fresh),
  );
}

/** Shows the trends of a desk from now on. */
export function openTrends(id: string): void {
  clearTrends(serverNow());
  desk = id;
  tries = 0;
  void refresh();
}

/** Shows the trends of a breakdown's groups too, until the answer is called. */
export function showTrendsBy(dimension: Dimension): () => void {
  shown.push(dimension);
  follow();
  return () => {
    shown.splice(shown.indexOf(dimension), 1);
    follow();
  };
}

/** Fetches what came to be shown, and lets go of what is not. */
function follow(): void {
  const { fetched } = useTrends.getState(),
    now = needed();
  for (const dimension of dimensionsNow()) if (dimension in fetched && !now.includes(dimension)) dropTrends(dimension);
  if (now.some((dimension) => dimension !== null && !(dimension in fetched))) void refresh();
}

/** For as long as the page is open: trends go on with what the hub says, and are fetched anew after an absence. */
export function keepTrends(): void {
  onChange((ids, before, after) => endSteps(ids, before, after, useView.getState().window));
  useDesk.subscribe((now, before) => {
    if (now.group !== before.group) follow();
  });
  useView.subscribe((now, before) => {
    if (Math.max(60, now.window) !== Math.max(60, before.window)) void refresh();
  });
  useLive.subscribe((now, before) => {
    if (now.kind !== 'live' || before.kind === 'live' || before.kind === 'connecting') return;
    if (before.kind !== 'loading' && before.readAt !== null) wasAway(before.readAt, now.readAt ?? serverNow());
    void refresh();
  });
}
