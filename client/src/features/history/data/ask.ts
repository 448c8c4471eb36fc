import { under } from '../../../shared/address/base';
import { groupKey } from '../../../shared/kpi/historyOf';
import { at, get } from '../../../shared/wire/api';
import type { Ahead, KpiHistory } from '../../../shared/wire/wire';
import { isoOf, writeShown, type Shown } from '../address/address';
import { day, hour, type Span } from '../address/range';

const kpiPath = (desk: string, kpi: string): string => `${at(desk)}/kpis/${encodeURIComponent(kpi)}`;

function query({ from, to }: Span, step: string, { group }: Shown): URLSearchParams {
  const parameters = new URLSearchParams({ from: isoOf(from), to: isoOf(to), step });
  if (group) parameters.set('group', groupKey(group));
  return parameters;
}

/** The history of one line. `step` is "auto", seconds, or "day". */
export const askHistory = (
  desk: string,
  shown: Shown,
  span: Span,
  step: string,
  signal: AbortSignal,
): Promise<KpiHistory> =>
  get(`${kpiPath(desk, shown.kpi)}/history?${query(span, step, shown).toString()}`, signal, 20_000);

/** What the clock alone will do to a KPI in the next hours. */
export const askAhead = (desk: string, kpi: string, hours: number, signal: AbortSignal): Promise<Ahead> =>
  get(`${kpiPath(desk, kpi)}/ahead?hours=${hours}`, signal);

/** How far ahead the chart looks, hours: an eighth of what it shows, a day at most; none where that is a hair. */
export function hoursAhead({ from, to }: Span): number {
  const length = to - from;
  return length > 35 * day ? 0 : Math.max(1, Math.min(24, Math.floor(length / 8 / hour)));
}

/** Where every point of the lines is as a file. */
export function csvLink(desk: string, [first, ...others]: readonly Shown[], span: Span): string {
  const parameters = query(span, 'auto', first!);
  others.forEach((one) => parameters.append('with', writeShown(one)));
  return `${under(kpiPath(desk, first!.kpi))}/history.csv?${parameters.toString()}`;
}
