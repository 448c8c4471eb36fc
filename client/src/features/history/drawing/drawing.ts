import type { Ahead, Crossing, KpiDefinition, KpiHistory, UsualBand } from '../../../shared/wire/wire';
import type { Span } from '../address/range';
import { later, lineOf, split, stepLength, stepsOf, type Line, type Step } from '../data/line';
import { limitSpans, type LimitSpan } from './limits';
import { nearLimits, scaleOf, type Scale } from './scale';
import { weekends } from './time';

/** How a line looks: each differs by dash or weight, not by colour alone. */
export type Look = 'value' | 'computed' | 'lastWeek' | 'ahead' | 'second' | 'third' | 'fourth';

export interface DrawnLine {
  look: Look;
  line: Line;
  isStepped: boolean;
}

/** A band: instants, and its lower and upper edge. */
export interface Band {
  at: readonly number[];
  low: readonly (number | null)[];
  high: readonly (number | null)[];
}

/** One KPI or group of a plot: what the pointer and the table tell of. */
export interface Subject {
  definition: KpiDefinition;
  history: KpiHistory;
  steps: readonly Step[];
  line: Line;
  look: Look;
  /** "Open tickets", "Network". */
  title: string;
}

/** All that one plot draws. */
export interface Drawing {
  /** What the plot spans: to the right of now, what is known ahead. */
  span: Span;
  now: number;
  scale: Scale;
  subjects: readonly Subject[];
  lines: readonly DrawnLine[];
  band: Band | null;
  usual: UsualBand | null;
  lastWeek: Line | null;
  limits: readonly LimitSpan[];
  gaps: readonly Span[];
  weekends: readonly Span[];
  computedUntil: number | null;
  crossings: readonly Crossing[];
}

export const looks: readonly Look[] = ['value', 'second', 'third', 'fourth'];

const isStepped = (definition: KpiDefinition, rate: number): boolean =>
  rate === 0 && ['count', 'balance'].includes(definition.presentation.number);

/** The band, at most about as fine as the line's steps. */
export function bandOf(usual: UsualBand, step: number): Band {
  const each = Math.max(1, Math.round(step / (usual.step * 1000))),
    begin = Date.parse(usual.from);
  const at: number[] = [],
    low: (number | null)[] = [],
    high: (number | null)[] = [];
  for (let i = 0; i < usual.low.length; i += each) {
    at.push(begin + i * usual.step * 1000);
    low.push(usual.low[i] ?? null);
    high.push(usual.high[i] ?? null);
  }
  return { at, low, high };
}

/** What is usual at an instant; null where that is not known. */
export function usualAt(usual: UsualBand | null, at: number): { low: number; median: number; high: number } | null {
  if (!usual) return null;
  const place = Math.floor((at - Date.parse(usual.from)) / (usual.step * 1000));
  const low = usual.low[place],
    median = usual.median[place],
    high = usual.high[place];
  return low == null || median == null || high == null ? null : { low, median, high };
}

interface Parts {
  span: Span;
  now: number;
  zone: string;
  subjects: readonly { definition: KpiDefinition; history: KpiHistory; title: string; look?: Look }[];
  lastWeek: KpiHistory | null;
  ahead: Ahead | null;
}

/** What the clock alone will do, as a line from now on. */
function aheadLine(ahead: Ahead, now: number): Line {
  const at: number[] = [],
    value: (number | null)[] = [];
  ahead.points.forEach(([when, what, rate], i) => {
    at.push(Math.max(now, when!));
    value.push(what ?? null);
    // What grows goes on growing; the last step lasts as long as is told.
    const next = ahead.points[i + 1]?.[0] ?? Date.parse(ahead.until) + 1;
    const isLast = i === ahead.points.length - 1;
    if (what != null && (rate || isLast) && next - 1 > when!) {
      at.push(next - 1);
      value.push(what + ((rate ?? 0) * (next - 1 - when!)) / 1000);
    }
  });
  return { at, value };
}

const week = 7 * 86_400_000;

/** Puts together what a plot draws. Band, last week and what lies ahead are told of one subject alone. */
export function drawingOf({ span, now, zone, subjects: told, lastWeek, ahead }: Parts): Drawing {
  const subjects = told.map(({ definition, history, title, look }, i): Subject => {
    const steps = stepsOf(history);
    return { definition, history, steps, line: lineOf(history, steps), look: look ?? looks[i]!, title };
  });
  const main = subjects[0]!;
  const isAlone = subjects.length === 1;
  const kind = main.definition.presentation.number;
  const computedUntil = main.history.computedUntil === null ? null : Date.parse(main.history.computedUntil);
  const lines: DrawnLine[] = [];
  const before = isAlone && lastWeek ? later(lineOf(lastWeek), week) : null;
  const week7 = before?.value.some((value) => value !== null) ? before : null;
  const stepped = isStepped(main.definition, main.history.rate);
  if (week7) lines.push({ look: 'lastWeek', line: week7, isStepped: stepped });
  for (const subject of subjects.toReversed()) {
    const isStep = isStepped(subject.definition, subject.history.rate);
    if (subject === main && computedUntil !== null && computedUntil > span.from) {
      const [before, after] = split(subject.line, computedUntil);
      lines.push({ look: 'computed', line: before, isStepped: isStep });
      lines.push({ look: 'value', line: after, isStepped: isStep });
    } else lines.push({ look: subject.look, line: subject.line, isStepped: isStep });
  }
  const next = isAlone && ahead ? aheadLine(ahead, now) : null;
  if (next) lines.push({ look: 'ahead', line: next, isStepped: stepped });
  const usual = isAlone ? main.history.usual : null;
  const band = usual && bandOf(usual, stepLength(main.history));
  const limits = isAlone ? limitSpans(main.history, { from: span.from, to: span.to }) : [];
  const values = [...lines.flatMap(({ line }) => line.value), ...(band?.low ?? []), ...(band?.high ?? [])];
  const near = nearLimits(
    values,
    limits.map(({ value }) => value),
  );
  return {
    span,
    now,
    scale: scaleOf([...values, ...near], kind),
    subjects,
    lines,
    band,
    usual,
    lastWeek: week7,
    limits,
    gaps: main.history.gaps
      .map(([from, to]) => ({ from: Math.max(from!, span.from), to: Math.min(to!, span.to) }))
      .filter(({ from, to }) => to > from),
    weekends: weekends(span, zone),
    computedUntil: computedUntil !== null && computedUntil > span.from ? computedUntil : null,
    crossings: next ? (ahead?.crossings ?? []) : [],
  };
}
