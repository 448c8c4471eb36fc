import { useEffect, useRef, useState } from 'react';
import type { Point } from '../../../shared/trend/steps';
import type { Alert, KpiResult, Trends } from '../../../shared/wire/wire';
import { at, get, getTrends } from '../../../shared/wire/api';

const apart = 5_000;

/** A number over the last hour, as far as it is known. */
export interface Line {
  from: number;
  to: number;
  points: readonly Point[];
  gaps: readonly (readonly [number, number])[];
}

export interface Hour {
  /** Null where too little is known of it. */
  line: Line | null;
  /** The desk's number by team; null where the alert is of one group, or the number has no teams. */
  teams: readonly (readonly [team: string, value: number])[] | null;
}

/** So little is no line, ms. */
const least = 3 * 60_000;

/** The line of an alert's number, out of the trends of its desk. */
export function lineOf({ from, step, kpis, groups, gaps }: Trends, { kpi, group }: Alert): Line | null {
  const values = (group === null ? kpis[kpi] : groups?.[kpi]?.[group]) ?? [],
    begin = Date.parse(from);
  const points = values.map((value, place): Point => ({ at: begin + (place + 1) * step * 1000, value }));
  const first = points.find(({ value }) => value !== null),
    to = points.at(-1)?.at ?? begin;
  return first && to - first.at >= least ? { from: begin, to, points, gaps: gaps.map(([a, b]) => [a!, b!]) } : null;
}

function teamsOf({ groups }: KpiResult): Hour['teams'] {
  const known = Object.entries(groups?.['team'] ?? {}).flatMap(([name, value]) =>
    typeof value === 'number' ? [[name, value] as const] : [],
  );
  return known.length === 0 ? null : known;
}

/**
 * The last hour of an alert's number, and which teams have it; asked again as the number changes. What is not answered
 * is not shown: the alert stands there all the same.
 */
export function useHour(desk: string, alert: Alert): Hour {
  const { id, kpi, dimension, group, value } = alert;
  const [hours, setHours] = useState<Readonly<Record<string, Hour>>>({});
  const latest = useRef(alert);
  latest.current = alert;
  const askedAt = useRef({ id: '', at: 0 });
  useEffect(() => {
    const stop = new AbortController();
    const ask = async (): Promise<void> => {
      askedAt.current = { id, at: Date.now() };
      const [trends, result] = await Promise.all([
        getTrends(desk, 1, group === null ? null : dimension, stop.signal).catch(() => null),
        group === null
          ? get<KpiResult>(`${at(desk)}/kpis/${encodeURIComponent(kpi)}`, stop.signal).catch(() => null)
          : null,
      ]);
      if (!stop.signal.aborted)
        setHours({ [id]: { line: trends && lineOf(trends, latest.current), teams: result && teamsOf(result) } });
    };
    const wait = askedAt.current.id === id ? Math.max(0, askedAt.current.at + apart - Date.now()) : 0;
    const timer = setTimeout(() => void ask(), wait);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [desk, id, kpi, dimension, group, value]);
  return hours[id] ?? { line: null, teams: null };
}
