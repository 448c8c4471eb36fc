import { duration } from '../../../shared/format/duration';
import { limitValue, valueText } from '../../../shared/format/value';
import { statusWord } from '../../../shared/kpi/limit';
import type { KpiDefinition, Status } from '../../../shared/wire/wire';
import { usualAt, type Drawing, type Subject } from '../drawing/drawing';
import { limitsAt, statusOf } from '../drawing/limits';
import { instantText } from '../drawing/time';
import { placeOf, valueAt, type Step } from '../data/line';

/** A value as its card writes it; "–" where there is none. */
export const shownValue = (value: number | null, { presentation }: KpiDefinition, limits = {}): string =>
  value === null ? '–' : valueText(value, presentation.number, limits);

/** A mark of the value axis, in its shortest form. */
export const axisText = (value: number, { presentation }: KpiDefinition): string =>
  value === 0 && presentation.number !== 'percent' ? '0' : limitValue(value, { ...presentation, limitDigits: 0 });

/** 95 to 128; 95 alone where both read alike. */
export function rangeText(low: number, high: number, definition: KpiDefinition): string {
  const [from, to] = [shownValue(low, definition), shownValue(high, definition)];
  return from === to ? from : `${from} to ${to}`;
}

/** Apollo was down, 20 h 45 min, no data. */
export const gapText = (from: number, to: number): string => `${duration(Math.round((to - from) / 1000))}, no data`;

/** 30 min, 1 day. */
const stepText = (step: number | 'day'): string => (step === 'day' ? '1 day' : duration(step));

/** What the chart says of one instant. */
export interface Told {
  at: number;
  time: string;
  rows: readonly { name: string; value: string; isMain: boolean }[];
  status: { status: Status; text: string } | null;
  /** Where nothing is known. */
  gap: string | null;
  /** The value of the first line. */
  value: number | null;
}

/** The step of a subject whose value holds at an instant: the one that ends there, or the last before. */
export function stepAt({ steps }: Subject, at: number): Step | null {
  let low = 0,
    high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle]!.end <= at) low = middle + 1;
    else high = middle;
  }
  return steps[low - 1] ?? null;
}

/** "Warning, limit 150"; null where it is good or has no limit. */
export function statusText(
  value: number | null,
  at: number,
  { definition, history }: Subject,
): { status: Status; text: string } | null {
  const limits = limitsAt(history, at),
    status = statusOf(value, limits, definition.better);
  if (status !== 'warning' && status !== 'critical') return null;
  const limit = limits[status]!;
  return { status, text: `${statusWord[status]}, limit ${limitValue(limit, definition.presentation)}` };
}

export function tell(drawing: Drawing, at: number, zone: string): Told {
  const [main] = drawing.subjects as [Subject];
  const gap = drawing.gaps.find(({ from, to }) => at > from && at < to);
  const time = instantText(at, zone, main.history.step === 'day', drawing.now);
  const value = gap ? null : valueAt(main.line, at);
  const rows: { name: string; value: string; isMain: boolean }[] = [];
  for (const subject of drawing.subjects) {
    const own = gap ? null : valueAt(subject.line, at);
    const limits = limitsAt(subject.history, at);
    rows.push({ name: subject.title, value: shownValue(own, subject.definition, limits), isMain: true });
  }
  const { definition } = main;
  const step = stepAt(main, at);
  if (!gap && step && step.min !== null && step.max !== null && step.min !== step.max && main.history.step !== 0)
    rows.push({
      name: `within ${stepText(main.history.step)}`,
      value: rangeText(step.min, step.max, definition),
      isMain: false,
    });
  const usual = usualAt(drawing.usual, at);
  if (usual) rows.push({ name: 'usual', value: rangeText(usual.low, usual.high, definition), isMain: false });
  const before = drawing.lastWeek && valueAt(drawing.lastWeek, at);
  if (before != null) rows.push({ name: 'last week', value: shownValue(before, definition), isMain: false });
  return {
    at,
    time,
    rows,
    value,
    status: statusText(value, at, main),
    gap: gap ? `Apollo was down, ${gapText(gap.from, gap.to)}` : null,
  };
}

/** The same in one sentence, to be spoken. */
export const told = ({ time, rows, status, gap }: Told): string =>
  [time, gap, ...(gap ? [] : rows.map(({ name, value }) => `${name} ${value}`)), status?.text]
    .filter(Boolean)
    .join(', ');

/** The instant of the first line that is nearest; within a gap, or without a line, the instant itself. */
export function nearest(drawing: Drawing, at: number): number {
  const bounded = Math.max(drawing.span.from, Math.min(drawing.now, drawing.span.to, at));
  if (drawing.gaps.some(({ from, to }) => bounded > from && bounded < to)) return bounded;
  const { at: all } = drawing.subjects[0]!.line,
    place = placeOf(all, bounded);
  const before = all[place],
    after = all[place + 1];
  if (before === undefined) return after ?? bounded;
  if (after === undefined || after > drawing.span.to) return before;
  return bounded - before <= after - bounded ? before : after;
}

/** The instant some steps on; a gap is one step. */
export function stepOn(drawing: Drawing, at: number, by: 1 | -1): number {
  const { at: all, value } = drawing.subjects[0]!.line;
  for (let place = placeOf(all, at) + (by === 1 ? 1 : all[placeOf(all, at)] === at ? -1 : 0); ; place += by) {
    const found = all[place];
    if (found === undefined) return at;
    if (value[place] !== null) return found;
    const gap = drawing.gaps.find(({ from, to }) => found >= from && found < to);
    if (gap && !(at > gap.from && at < gap.to)) return (gap.from + gap.to) / 2;
  }
}
