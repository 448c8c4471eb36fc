import { useMemo } from 'react';
import { useDesk } from '../../../shared/store/desk';
import { groupLabel } from '../../../shared/store/group';
import type { KpiDefinition, Note } from '../../../shared/wire/wire';
import type { HistoryAddress, Shown } from '../address/address';
import { day, endsNow, spanOf, type Span } from '../address/range';
import { hoursAhead } from '../data/ask';
import { from, goOn } from '../data/live';
import { emptyHistory, plotsOf } from '../data/plots';
import { namesOf, useHistory } from '../data/useHistory';
import { useSeen } from '../data/useSeen';
import { drawingOf, looks, type Drawing } from '../drawing/drawing';

export interface View {
  state: 'loading' | 'failed' | 'ready';
  problem: string | null;
  retry: () => void;
  lines: readonly Shown[];
  /** The range, without what lies ahead. */
  span: Span;
  now: number;
  /** One a plot. */
  drawings: readonly Drawing[];
  notes: readonly Note[];
}

/** Lines of one KPI are named by their groups, others by their KPI too. */
function titleIn(shown: Shown, lines: readonly Shown[], catalogue: Readonly<Record<string, KpiDefinition>>): string {
  const title = catalogue[shown.kpi]?.presentation.title ?? shown.kpi;
  const isOneKpi = lines.every(({ kpi }) => kpi === shown.kpi);
  if (isOneKpi && lines.length > 1) return shown.group ? groupLabel(shown.group) : 'Whole desk';
  return shown.group ? `${title}, ${groupLabel(shown.group)}` : title;
}

/** What the page shows: what was asked for, gone on with what the hub tells. */
export function useHistoryView(
  desk: string,
  zone: string,
  definition: KpiDefinition,
  { range, group, others, lastWeek }: HistoryAddress,
): View {
  const catalogue = useDesk((state) => state.catalogue);
  const lines = useMemo(
    () => [{ kpi: definition.id, group }, ...others.filter(({ kpi }) => catalogue[kpi])],
    [definition, group, others, catalogue],
  );
  const isLive = endsNow(range);
  const told = useSeen(lines, isLive);
  const length = spanOf(range, told.now);
  const isWeek = lines.length === 1 && range !== 'all' && (lastWeek ?? length.to - length.from <= 28 * day + 1);
  const { state, problem, asked, retry } = useHistory(desk, lines, range, isWeek);
  const named = namesOf(lines);
  return useMemo(() => {
    const held = asked?.named === named ? asked : null;
    const wanted = spanOf(range, told.now);
    const end = held && isLive ? Math.max(told.now, held.span.to) : (held?.span.to ?? wanted.to),
      span: Span = held ? { from: held.span.from + (end - held.span.to), to: end } : wanted;
    const now = isLive ? span.to : told.now;
    const histories = lines.map(({ kpi }, i) => {
      const history = held?.lines[i];
      if (!history) return emptyHistory(kpi, catalogue[kpi]!.unit, span);
      return isLive ? from(goOn(history, told.seen[i] ?? [], now, told.away), span.from) : history;
    });
    const isAlone = lines.length === 1;
    const ahead = isAlone && isLive && held?.ahead ? held.ahead : null;
    const shownTo = ahead ? span.to + Math.min(hoursAhead(span) * 3_600_000, (span.to - span.from) / 7) : span.to;
    const drawings = plotsOf(lines, catalogue).map((places) =>
      drawingOf({
        span: { from: span.from, to: shownTo },
        now,
        zone,
        subjects: places.map((place, i) => ({
          definition: catalogue[lines[place]!.kpi]!,
          history: histories[place]!,
          title: titleIn(lines[place]!, lines, catalogue),
          look: looks[i]!,
        })),
        lastWeek: held?.lastWeek ?? null,
        ahead,
      }),
    );
    return { state, problem, retry, lines, span, now, drawings, notes: histories[0]!.notes };
  }, [asked, named, range, told, isLive, lines, catalogue, zone, state, problem, retry]);
}
