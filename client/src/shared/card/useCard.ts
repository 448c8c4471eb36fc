import { crossingText } from '../kpi/ahead';
import { limitText } from '../kpi/limit';
import { usualText } from '../kpi/usual';
import { useView } from '../preferences/view';
import { useLive } from '../live/live';
import { useDesk, type Group } from '../store/desk';
import { groupValue } from '../store/group';
import { tickNow, useTick } from '../tick/ticker';
import { direction, type Direction } from '../trend/direction';
import { usualAt, type Trend } from '../trend/steps';
import { trendOf, usualOf, useTrends } from '../trend/trends';
import type { Crossing, KpiDefinition, KpiResult, NumberKind, Status } from '../wire/wire';

export type CardState = 'loading' | 'live' | 'stale' | 'offline' | 'failed';

export interface CardModel {
  definition: KpiDefinition;
  result: KpiResult | undefined;
  group: Group | null;
  state: CardState;
  kind: NumberKind;
  /** Of the group that is shown, or of the desk; moves with the clock where it is an age. */
  value: number | null;
  status: Status;
  way: Direction | null;
  trend: Trend;
  /** What line 3 says beside the status: what the clock alone will do to it within the hour, else the limit. */
  words: string;
  /** The first change of its status that the clock alone brings within the hour; null once it has passed. */
  next: Crossing | null;
  /** What is usual now, in words; null where that is not known. */
  usual: string | null;
  /** It has been outside of what is usual for 10 minutes. */
  isUnusual: boolean;
  /** Where it is not live: the last good poll behind what it shows, ms. */
  readAt: number | null;
}

const coarse = (seconds: number): number => (seconds >= 3600 ? Math.floor(seconds / 60) * 60 : Math.floor(seconds));

/** What a card shows, from what is known. One KPI's change draws one card. */
export function useCard(definition: KpiDefinition): CardModel {
  const result = useDesk((desk) => desk.results[definition.id]);
  const group = useDesk((desk) => desk.group);
  const waiting = useDesk((desk) => desk.loading.includes(definition.slice));
  const offline = useLive((live) => live.kind === 'offline');
  const stale = useLive((live) => live.kind === 'stale' || live.stale.includes(definition.slice));
  // The pulse tells of polls that changed nothing; asked only of a card that is not live, so that a pulse draws no
  // card.
  const polled = useLive((live) =>
    offline || stale ? (live.slices.find((slice) => slice.slice === definition.slice)?.readAt ?? null) : null,
  );
  const minutes = useView((view) => view.window);
  const kind = definition.presentation.number;
  const own = result ? (group ? groupValue(result, group, kind === 'count') : result.value) : undefined;
  const grows = result && !result.retryAt && result.rate > 0 && own != null && !offline && !stale;
  const value = useTick((now) =>
    grows ? coarse(own + Math.max(0, (now - Date.parse(result.asOf)) / 1000) * result.rate) : (own ?? null),
  );
  const state: CardState = result?.retryAt
    ? 'failed'
    : !result || own === undefined || (waiting && own === null)
      ? 'loading'
      : offline
        ? 'offline'
        : stale
          ? 'stale'
          : 'live';
  const isLive = state === 'live';
  const readAt =
    result && !isLive && state !== 'loading'
      ? Math.max(Date.parse(result.readAt), polled ? Date.parse(polled) : 0)
      : null;
  // The line moves on by the minute, at its right end; until then only its end follows the number.
  useTick((now) => Math.floor(now / 60_000));
  const held = useTrends();
  const now = tickNow();
  const trend = trendOf({ definition, group, result, now, since: readAt, minutes }, held);
  const speaks = isLive && !group && value !== null;
  // What has passed is no news: then the limit stands there again.
  const next = useTick((at) => speaks && result?.next !== undefined && result.next.t > at) ? result!.next! : null;
  const zone = useDesk((desk) => desk.desk?.timeZone ?? 'UTC');
  const status = group || !result || own == null ? 'none' : result.status;
  const usual = group ? null : usualAt(usualOf(definition.id, held), now);
  return {
    definition,
    result,
    group,
    state,
    kind,
    value,
    trend,
    readAt,
    status,
    way: trend.isTold ? direction(trend.points, value, kind) : null,
    next,
    words: next ? crossingText(next, definition, zone) : limitText(definition, status),
    usual: usual && usualText(usual, definition),
    isUnusual: speaks && result?.unusualSince !== undefined,
  };
}
