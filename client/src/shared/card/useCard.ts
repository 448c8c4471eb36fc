import { useView } from '../preferences/view';
import { useLive } from '../live/live';
import { useDesk, type Group } from '../store/desk';
import { groupValue } from '../store/group';
import { tickNow, useTick } from '../tick/ticker';
import { direction, type Direction } from '../trend/direction';
import type { Point } from '../trend/series';
import { points, trendFrom, trendKey } from '../trend/trends';
import type { KpiDefinition, KpiResult, NumberKind, Status } from '../wire/wire';

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
  trend: readonly Point[];
  from: number;
  to: number;
  /** Where it is not live: the last good poll behind what it shows, ms. */
  readAt: number | null;
}

/** A minute's sight, or one change, before anything is said of a direction. */
const told = (trend: readonly Point[], now: number): boolean =>
  trend.length > 1 || (trend[0] !== undefined && now - trend[0].at >= 60_000);

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
  // The line creeps on: redrawn each 15 s, so that an old step does not stand still.
  useTick((now) => Math.floor(now / 15_000));
  const to = tickNow(),
    from = trendFrom(to, minutes);
  const trend = points(trendKey(definition.id, group?.name), from);
  const state: CardState = result?.retryAt
    ? 'failed'
    : !result || own === undefined || (waiting && own === null)
      ? 'loading'
      : offline
        ? 'offline'
        : stale
          ? 'stale'
          : 'live';
  return {
    definition,
    result,
    group,
    state,
    kind,
    value,
    from,
    to,
    trend,
    readAt:
      result && state !== 'live' && state !== 'loading'
        ? Math.max(Date.parse(result.readAt), polled ? Date.parse(polled) : 0)
        : null,
    status: group || !result || own == null ? 'none' : result.status,
    way: told(trend, to) ? direction(trend, value, kind) : null,
  };
}
