import { create } from 'zustand';
import type { Group } from '../store/desk';
import { groupValue } from '../store/group';
import type { Results } from '../store/merge';
import type { KpiDefinition, KpiResult, Trends, UsualBand } from '../wire/wire';
import { usualIn, windowAt, type Gap, type Point, type Trend } from './steps';

interface Held {
  /** What was fetched, by breakdown; the desk's alone under an empty name. */
  fetched: Readonly<Record<string, Trends>>;
  /** When this page was not live since. */
  away: readonly Gap[];
}

/** The latest hours of the desk's numbers, as the server told them. */
export const useTrends = create<Held>(() => ({ fetched: {}, away: [] }));

/** By KPI, the result that held as a step ended: what the hub said goes on where the server's steps end. */
const ends = new Map<string, { at: number; result: KpiResult }[]>();
const most = 1_500;

const endOf = (trends: Trends): number =>
  Date.parse(trends.from) +
  Math.max(0, ...Object.values(trends.kpis).map((values) => values.length)) * trends.step * 1000;

const desk = '';

/** Since when the desk is shown, ms: where nothing is told, its trends begin there. */
let opened = 0;

/** Where the told steps end, or where this page began to see, and the length of a step, ms. */
function told(trends: Trends | undefined, minutes: number): { end: number; step: number } {
  if (trends) return { end: endOf(trends), step: trends.step * 1000 };
  const step = (minutes > 480 ? 900 : minutes > 60 ? 300 : 60) * 1000;
  return { end: Math.floor(opened / step) * step, step };
}

/** What is drawn while a desk is remembered for less. */
const leastWindow = 5 * 60_000;

const sinces = new WeakMap<Trends, number | null>();

/** Since when the desk is remembered, ms, where that is later than the begin of what was asked for; else null. */
export function rememberedSince({ fetched }: Held): number | null {
  const base = fetched[desk];
  if (!base) return opened;
  let since = sinces.get(base);
  if (since === undefined) sinces.set(base, (since = firstKnown(base)));
  return since;
}

function firstKnown(trends: Trends): number | null {
  const places = Object.values(trends.kpis)
    .map((values) => values.findIndex((value) => value !== null))
    .filter((place) => place >= 0);
  const begin = Date.parse(trends.from),
    since = places.length > 0 ? begin + Math.min(...places) * trends.step * 1000 : endOf(trends);
  // What a gap comes before was remembered too.
  return since === begin || trends.gaps.some(([from]) => from! < since) ? null : since;
}

/** Begins anew with another desk. */
export function clearTrends(now: number): void {
  opened = now;
  ends.clear();
  useTrends.setState({ fetched: {}, away: [] }, true);
}

/** Takes what was fetched; what the page itself saw counts only after its end. */
export function holdTrends(dimension: string | null, trends: Trends): void {
  const { fetched, away } = useTrends.getState();
  if (dimension !== null) {
    useTrends.setState({ fetched: { ...fetched, [dimension]: trends } });
    return;
  }
  const end = endOf(trends);
  for (const list of ends.values()) list.splice(0, list.findLastIndex(({ at }) => at <= end) + 1);
  useTrends.setState({
    fetched: { ...fetched, [desk]: trends },
    away: away.filter(([, to]) => to > end).map(([from, to]) => [Math.max(from, end), to]),
  });
}

/** Lets go of a breakdown that nobody shows any more. */
export function dropTrends(dimension: string): void {
  const { [dimension]: _, ...fetched } = useTrends.getState().fetched;
  useTrends.setState({ fetched });
}

/** The page was not live between two instants: what it holds of then is not known. */
export const wasAway = (from: number, to: number): void =>
  useTrends.setState(({ away }) => ({ away: [...away, [from, to]] }));

/** Ends the steps that passed before a change: each with what held until then. */
export function endSteps(ids: readonly string[], before: Results, after: Results, minutes: number): void {
  const { end: begin, step } = told(useTrends.getState().fetched[desk], minutes);
  for (const id of ids) {
    const old = before[id],
      next = after[id];
    if (!old || !next) continue;
    const list = ends.get(id) ?? [],
      until = Date.parse(next.asOf),
      first = Math.max((list.at(-1)?.at ?? begin) + step, until - most * step);
    for (let at = begin + Math.ceil((first - begin) / step) * step; at < until; at += step)
      list.push({ at, result: old });
    ends.set(id, list.slice(-most));
  }
}

function valueAt(result: KpiResult, group: Group | null, countsRows: boolean, at: number): number | null {
  if (result.retryAt) return null;
  const value = group ? groupValue(result, group, countsRows) : result.value;
  return value == null ? null : value + (Math.max(0, at - Date.parse(result.asOf)) / 1000) * result.rate;
}

export interface Asked {
  /** The KPI, or one of its groups. */
  definition: KpiDefinition;
  group: Group | null;
  /** What holds now; it goes on from the last step's end. */
  result: KpiResult | undefined;
  now: number;
  /** Since when the number is not live, ms; null = it is. */
  since: number | null;
  minutes: number;
}

/** A KPI's, or one of its groups', trend from what is held: the fetched steps, and those that ended since. */
export function trendOf({ definition, group, result, now, since, minutes }: Asked, held: Held): Trend {
  const { id, presentation } = definition;
  const own = held.fetched[group?.dimension ?? desk];
  const { end, step } = told(own, minutes);
  // A group that came to be since then has no steps of its own yet.
  const values = (group ? own?.groups?.[id]?.[group.name] : own?.kpis[id]) ?? [];
  const { from: whole, to } = windowAt(now, minutes, step, end);
  const from = Math.max(whole, Math.min(rememberedSince(held) ?? whole, to - leastWindow));
  const countsRows = presentation.number === 'count';
  const begin = own && values.length > 0 ? Date.parse(own.from) : end,
    points: Point[] = values.map((value, place) => ({ at: begin + (place + 1) * step, value }));
  const seen = (at: number, then: KpiResult): void => {
    points.push({ at, value: valueAt(then, group, countsRows, at) });
  };
  const last = (): number => points.at(-1)?.at ?? end;
  for (const { at, result: then } of ends.get(id) ?? []) if (at > last()) seen(at, then);
  if (result) for (let at = Math.max(last() + step, from); at <= now; at += step) seen(at, result);
  const gaps = (own?.gaps ?? []).map(([a, b]): Gap => [a!, b!]);
  return {
    from,
    to,
    isTold: own !== undefined,
    points: points.filter(({ at }) => at >= from && at <= now),
    computedUntil: own?.computedUntil ?? null,
    gaps: [...gaps, ...held.away, ...(since === null ? [] : [[since, to] as const])],
    usual: group ? [] : usualIn(own?.usual[id], from, to),
  };
}

/** What is usual for the desk's number; nothing where that is not known. */
export const usualOf = (kpi: string, held: Held): UsualBand | undefined => held.fetched[desk]?.usual[kpi];
