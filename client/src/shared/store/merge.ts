import type { BoardMessage, Groups, KpiResult } from '../wire/wire';

/** What is known of a desk's KPIs: results by id, each with the breakdowns that are watched. */
export type Results = Readonly<Record<string, KpiResult>>;

type Gone = Readonly<Record<string, readonly string[]>>;

function mergeGroups(
  held: Groups | undefined,
  changed: Groups | undefined,
  gone: Gone | undefined,
): { groups?: Groups } {
  if (!changed && !gone) return held ? { groups: held } : {};
  const merged: Record<string, Record<string, number | null>> = {};
  for (const [dimension, values] of Object.entries(held ?? {})) merged[dimension] = { ...values };
  for (const [dimension, values] of Object.entries(changed ?? {}))
    merged[dimension] = { ...merged[dimension], ...values };
  for (const [dimension, names] of Object.entries(gone ?? {}))
    for (const name of names) delete merged[dimension]?.[name];
  return { groups: merged };
}

/** What a result may say beside its value and revision. */
const signs = ({ lateSince, retryAt, unusualSince, next }: KpiResult): string =>
  [lateSince, retryAt, unusualSince, next?.t, next?.status, next?.rows].join(' ');

const sameSign = (a: KpiResult, b: KpiResult): boolean => signs(a) === signs(b);

/**
 * One result onto the held one; gives the held object itself where there is nothing new, so that no card draws again.
 */
export function mergeResult(held: KpiResult | undefined, next: KpiResult, gone: Gone | undefined): KpiResult {
  if (!held) return { ...next, ...mergeGroups(undefined, next.groups, gone) };
  if (next.revision < held.revision) return held;
  if (next.revision === held.revision && !next.groups && !gone && sameSign(held, next)) return held;
  return { ...next, ...mergeGroups(held.groups, next.groups, gone) };
}

/** A batch of the hub onto what is held: `full` replaces all, others hold what changed. */
export function mergeBoard(held: Results, message: BoardMessage): Results {
  const merged: Record<string, KpiResult> = message.full ? {} : { ...held };
  for (const next of message.kpis) {
    const before = held[next.kpi];
    merged[next.kpi] = message.full
      ? before && before.revision === next.revision && !next.groups && !before.groups && sameSign(before, next)
        ? before
        : next
      : mergeResult(before, next, message.gone?.[next.kpi]);
  }
  // A KPI whose groups ended without a new result of its own.
  if (!message.full) {
    for (const [kpi, gone] of Object.entries(message.gone ?? {})) {
      const before = merged[kpi];
      if (before && !message.kpis.some((next) => next.kpi === kpi))
        merged[kpi] = { ...before, ...mergeGroups(before.groups, undefined, gone) };
    }
  }
  return merged;
}

/** The first paint by HTTP: fills what the hub has not said yet, never overwrites what is as new. */
export function mergeFirst(held: Results, first: readonly KpiResult[]): Results {
  const merged: Record<string, KpiResult> = { ...held };
  for (const next of first) merged[next.kpi] = mergeResult(held[next.kpi], next, undefined);
  return merged;
}

/** Ids whose result is not the same object in both. */
export function changedIds(before: Results, after: Results): string[] {
  const ids = Object.keys(after).filter((id) => before[id] !== after[id]);
  for (const id of Object.keys(before)) if (!(id in after)) ids.push(id);
  return ids;
}
