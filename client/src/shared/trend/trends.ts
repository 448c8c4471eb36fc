import { tab } from '../storage/storage';
import { serverNow } from '../tick/clock';
import type { KpiResult } from '../wire/wire';
import { Series, type Point } from './series';

/**
 * The trends of the desk on this page, by KPI (and group, where one is picked). Kept over a reload of the page in this
 * tab.
 */
let series = new Map<string, Series>();
let name = '';
let began: number | null = null;

export const trendKey = (kpi: string, group?: string): string => (group === undefined ? kpi : `${kpi} ${group}`);

function of(key: string): Series {
  let found = series.get(key);
  if (!found) series.set(key, (found = new Series()));
  return found;
}

/** A value as of an instant. The first one of a KPI is known to hold since the last move, so the line begins there. */
export function see(key: string, result: KpiResult, value: number | null, before?: KpiResult): void {
  if (result.retryAt) return;
  began ??= serverNow();
  const line = of(key),
    at = Date.parse(result.asOf);
  if (line.empty && result.rate === 0 && result.moved) {
    line.push(Date.parse(result.moved.at), value);
    return;
  }
  // An age rises until the instant it is corrected.
  if (before?.rate && before.value !== null && !line.empty)
    line.push(at - 1, before.value + ((at - Date.parse(before.asOf)) / 1000) * before.rate);
  line.push(at, value);
}

/** The page is not live: lines break. */
export function breakAll(at: number): void {
  series.forEach((line) => line.gap(at));
}

export const points = (key: string, from: number): Point[] => series.get(key)?.since(from) ?? [];

/** When this page first saw a number of the desk, by its own clock; null = nothing seen yet. */
export const seenSince = (): number | null => began;

const least = 5 * 60_000;

/** Where trends begin: the window's start, or later while less has been seen; five minutes at least. */
export function trendFrom(now: number, minutes: number): number {
  const begin = now - minutes * 60_000,
    seen = seenSince();
  return seen === null ? begin : Math.max(begin, Math.min(seen, now - least));
}

const key = (desk: string): string => `apollo.trend.${desk}`;

/** Takes up what this tab saw of the desk before. */
export function openTrends(desk: string): void {
  if (name) keepTrends();
  name = desk;
  series = new Map();
  began = null;
  try {
    const stored = tab.value(key(desk)) as {
      at: number;
      began?: number;
      series: Record<string, Point[]>;
    } | null;
    if (!stored || serverNow() - stored.at > 3_600_000) return;
    began = stored.began ?? stored.at;
    for (const [one, points] of Object.entries(stored.series)) {
      const line = Series.from(points);
      line.gap(stored.at);
      series.set(one, line);
    }
  } catch {
    /* what cannot be read is forgotten: trends begin anew */
  }
}

export function keepTrends(): void {
  if (!name) return;
  tab.keepValue(key(name), { at: serverNow(), began: began ?? undefined, series: Object.fromEntries(series) });
}
