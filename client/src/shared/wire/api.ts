import { under } from '../address/base';
import { asked } from './asked';
import type { Ahead, Desk, KpiDefinition, KpiHistory, KpiResult, Problem, Trends } from './wire';

/** An answer that is not the asked-for data. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** After so many seconds it may be asked again; null = not said. */
    readonly retryAfter: number | null = null,
    /** The field or parameter that is wrong, where the server names one. */
    readonly parameter: string | null = null,
  ) {
    super(message);
  }
}

let unknown = (): void => {};

/** Told whenever the server does not know who asks (401). */
export function onUnknown(heard: () => void): void {
  unknown = heard;
}

const timeout = 10_000;

/** Asks; throws with the server's reason where it is refused, or after `within` ms without an answer. */
export async function answer(path: string, more: RequestInit = {}, within = timeout): Promise<Response> {
  const limit = AbortSignal.timeout(within);
  const given = await fetch(under(path), {
    ...more,
    headers: {
      accept: 'application/json',
      ...(more.body ? { 'content-type': 'application/json' } : {}),
      ...(asked.isDisplay ? { 'apollo-display': '1' } : {}),
      ...(asked.link === null ? {} : { 'apollo-link': asked.link }),
      ...more.headers,
    },
    signal: more.signal ? AbortSignal.any([more.signal, limit]) : limit,
  });
  if (!given.ok) {
    const problem = (await given.json().catch(() => ({}))) as Problem;
    if (given.status === 401) unknown();
    const wait = Number(given.headers.get('retry-after') ?? NaN);
    throw new ApiError(
      given.status,
      problem.detail ?? problem.title ?? `${given.status} ${given.statusText}`,
      Number.isFinite(wait) ? wait : null,
      problem.parameter ?? null,
    );
  }
  return given;
}

/** Asks, and gives the answer's JSON (null where it has none). */
export async function ask<T>(path: string, more: RequestInit = {}, within = timeout): Promise<T> {
  const given = await answer(path, more, within);
  return (given.status === 204 ? null : await given.json()) as T;
}

/** The words of a failure, as they are shown. */
export const reasonOf = (error: unknown): string =>
  error instanceof ApiError ? error.message : 'The server does not answer. Try again in a moment.';

/** The same of what was to be kept: this sentence where somebody else has changed it meanwhile. */
export const reasonOrChanged =
  (changed: string) =>
  (error: unknown): string =>
    error instanceof ApiError && error.status === 412 ? changed : reasonOf(error);

export const send = <T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown, tag?: string): Promise<T> =>
  ask(path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(tag ? { headers: { 'if-match': tag } } : {}),
  });

export const get = <T>(path: string, signal?: AbortSignal, within = timeout): Promise<T> =>
  ask(path, signal ? { signal } : {}, within);

/** Where a desk's routes begin. */
export const at = (desk: string): string => `/api/desks/${encodeURIComponent(desk)}`;

export const getDesks = (signal?: AbortSignal): Promise<Desk[]> => get('/api/desks', signal);

export const getCatalogue = (desk: string, signal?: AbortSignal): Promise<KpiDefinition[]> =>
  get(`${at(desk)}/catalogue`, signal);

/** The current results, from the cache; throws with status 503 until the first full read is complete. */
export const getKpis = (desk: string, dimension?: string, signal?: AbortSignal): Promise<KpiResult[]> =>
  get(`${at(desk)}/kpis${dimension ? `?groups=${encodeURIComponent(dimension)}` : ''}`, signal);

/** The latest hours (1, 8 or 24) of all KPIs, of the groups of a breakdown too; 503 while none are known. */
export const getTrends = (
  desk: string,
  hours: number,
  dimension: string | null,
  signal?: AbortSignal,
): Promise<Trends> =>
  get(`${at(desk)}/trends?span=${hours}h${dimension ? `&dimension=${encodeURIComponent(dimension)}` : ''}`, signal);

/** A KPI's history from an instant to another, ms; `group` as team:Network. */
export const getHistory = (
  desk: string,
  kpi: string,
  from: number,
  to: number,
  group: string | null,
  signal?: AbortSignal,
): Promise<KpiHistory> => {
  const query = new URLSearchParams({ from: new Date(from).toISOString(), to: new Date(to).toISOString() });
  if (group) query.set('group', group);
  return get(`${at(desk)}/kpis/${encodeURIComponent(kpi)}/history?${query}`, signal);
};

/** What the clock alone will do to a KPI within 8 hours. */
export const getAhead = (desk: string, kpi: string, signal?: AbortSignal): Promise<Ahead> =>
  get(`${at(desk)}/kpis/${encodeURIComponent(kpi)}/ahead?hours=8`, signal);
