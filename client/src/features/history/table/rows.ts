import { duration } from '../../../shared/format/duration';
import { statusWord } from '../../../shared/kpi/limit';
import { usualAt, type Drawing } from '../drawing/drawing';
import { limitsAt, statusOf } from '../drawing/limits';
import { instantText } from '../drawing/time';
import { valueAt } from '../data/line';
import { rangeText, shownValue } from '../words/tell';

/** A row of the chart's table: what the chart shows at the end of a step, or a gap. */
export interface TableRow {
  at: number;
  time: string;
  /** The values of the lines, the first with least, greatest and mean of its step. */
  cells: readonly string[];
  gap: string | null;
}

/** What stands in the columns, after the time. */
export function columnsOf(drawing: Drawing): string[] {
  const [main] = drawing.subjects;
  const hasSteps = main!.history.step !== 0;
  return [
    ...drawing.subjects.map(({ title }) => title),
    ...(hasSteps ? ['Least', 'Greatest', 'Mean'] : []),
    ...(drawing.usual ? ['Usual'] : []),
    ...(drawing.lastWeek ? ['Last week'] : []),
    ...(main!.history.limits.length > 0 && main!.definition.better !== 'neither' ? ['Status'] : []),
    ...(drawing.computedUntil === null ? [] : ['Source']),
  ];
}

/** The chart's figures as rows, newest first. */
export function rowsOf(drawing: Drawing, zone: string): TableRow[] {
  const { subjects, usual, lastWeek, computedUntil, now } = drawing,
    main = subjects[0]!,
    { definition, history } = main;
  const isDay = history.step === 'day',
    hasSteps = history.step !== 0,
    hasStatus = history.limits.length > 0 && definition.better !== 'neither';
  const rows = main.steps.map((step): TableRow => {
    const at = step.end,
      limits = limitsAt(history, at),
      band = usualAt(usual, at),
      before = lastWeek ? valueAt(lastWeek, at) : null;
    return {
      at,
      time: instantText(isDay ? step.at : at, zone, isDay, now),
      gap: null,
      cells: [
        shownValue(step.last, definition, limits),
        ...subjects.slice(1).map((other) => shownValue(valueAt(other.line, at), other.definition)),
        ...(hasSteps ? [step.min, step.max, step.mean].map((value) => shownValue(value, definition)) : []),
        ...(usual ? [band ? rangeText(band.low, band.high, definition) : '–'] : []),
        ...(lastWeek ? [shownValue(before, definition)] : []),
        ...(hasStatus ? [step.last === null ? '–' : statusWord[statusOf(step.last, limits, definition.better)]] : []),
        ...(computedUntil === null ? [] : [at <= computedUntil ? 'computed afterwards' : 'seen']),
      ],
    };
  });
  for (const { from, to } of drawing.gaps)
    rows.push({
      at: to,
      time: instantText(from, zone, false, now),
      cells: [],
      gap: `Apollo was down for ${duration(Math.round((to - from) / 1000))}, no data`,
    });
  return rows.toSorted((a, b) => b.at - a.at);
}
