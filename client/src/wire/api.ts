import type { Desk, KpiDefinition, KpiResult, Problem } from './wire';

/** An answer that is not the asked-for data. */
export class ApiError extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

const timeout = 10_000;

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const limit = AbortSignal.timeout(timeout);
  const answer = await fetch(path, { headers: { accept: 'application/json' }, signal: signal ? AbortSignal.any([signal, limit]) : limit });
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({})) as Problem;
    throw new ApiError(answer.status, problem.detail ?? problem.title ?? `${answer.status} ${answer.statusText}`);
  }
  return await answer.json() as T;
}

/** Sends what is to be kept; throws with the server's reason where it is not. */
export async function send(method: 'PUT' | 'POST', path: string, body: unknown): Promise<void> {
  const answer = await fetch(path, { method, headers: { 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify(body), signal: AbortSignal.timeout(timeout) });
  if (answer.ok) return;
  const problem = await answer.json().catch(() => ({})) as Problem;
  throw new ApiError(answer.status, problem.detail ?? problem.title ?? `${answer.status} ${answer.statusText}`);
}

/** Where a desk's routes begin. */
export const at = (desk: string): string => `/api/desks/${encodeURIComponent(desk)}`;

export const getDesks = (signal?: AbortSignal): Promise<Desk[]> => get('/api/desks', signal);

export const getCatalogue = (desk: string, signal?: AbortSignal): Promise<KpiDefinition[]> => get(`${at(desk)}/catalogue`, signal);

/** The current results, from the cache; throws with status 503 until the first full read is complete. */
export const getKpis = (desk: string, dimension?: string, signal?: AbortSignal): Promise<KpiResult[]> =>
  get(`${at(desk)}/kpis${dimension ? `?groups=${encodeURIComponent(dimension)}` : ''}`, signal);
