import type { KpiDefinition, KpiHistory } from '../../../shared/wire/wire';
import { isoOf, type Shown } from '../address/address';
import type { Span } from '../address/range';

/** A history of which nothing has come: its axes can be drawn. */
export const emptyHistory = (kpi: string, unit: string, span: Span): KpiHistory => ({
  kpi,
  unit,
  rate: 0,
  from: isoOf(span.from),
  to: isoOf(span.to),
  step: 0,
  points: [],
  gaps: [],
  computedUntil: null,
  computed: 'not',
  limits: [],
  alerts: [],
  computing: null,
  notes: [],
  usual: null,
});

/** The places of the lines by plot: those of one unit share a plot, in their order. */
export function plotsOf(lines: readonly Shown[], catalogue: Readonly<Record<string, KpiDefinition>>): number[][] {
  const plots = new Map<string, number[]>();
  lines.forEach(({ kpi }, i) => {
    const definition = catalogue[kpi];
    const key = definition ? `${definition.presentation.number} ${definition.unit}` : kpi;
    const found = plots.get(key);
    if (found) found.push(i);
    else plots.set(key, [i]);
  });
  return [...plots.values()];
}
