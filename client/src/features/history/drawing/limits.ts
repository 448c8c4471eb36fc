import type { Better, KpiHistory, Status } from '../../../shared/wire/wire';
import type { Span } from '../address/range';

/** A limit for as long as it held. */
export interface LimitSpan extends Span {
  status: 'warning' | 'critical';
  value: number;
}

/** The limits as they were, by time. */
export function limitSpans(history: Pick<KpiHistory, 'limits'>, span: Span): LimitSpan[] {
  const found: LimitSpan[] = [];
  history.limits.forEach(([at, warning, critical], i) => {
    const from = Math.max(span.from, at!),
      to = Math.min(span.to, history.limits[i + 1]?.[0] ?? span.to);
    if (to <= from) return;
    if (warning != null) found.push({ from, to, status: 'warning', value: warning });
    if (critical != null) found.push({ from, to, status: 'critical', value: critical });
  });
  return found;
}

/** The limits that held at an instant. */
export const limitsAt = (
  history: Pick<KpiHistory, 'limits'>,
  at: number,
): { warning: number | null; critical: number | null } => {
  const held = history.limits.findLast(([from]) => from! <= at) ?? history.limits[0];
  return { warning: held?.[1] ?? null, critical: held?.[2] ?? null };
};

/** The status of a value by its limits: at them where lower is better, below them where higher is. */
export function statusOf(
  value: number | null,
  { warning, critical }: { warning: number | null; critical: number | null },
  better: Better,
): Status {
  if (better === 'neither' || (warning === null && critical === null) || value === null) return 'none';
  const crossed = (limit: number | null): boolean =>
    limit !== null && (better === 'higher' ? value < limit : value >= limit);
  return crossed(critical) ? 'critical' : crossed(warning) ? 'warning' : 'good';
}
