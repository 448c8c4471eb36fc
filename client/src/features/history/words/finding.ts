import { duration } from '../../../shared/format/duration';
import type { Subject } from '../drawing/drawing';
import { limitsAt, statusOf } from '../drawing/limits';
import { instantText } from '../drawing/time';
import type { BackfillProgress } from '../../../shared/wire/wire';
import type { Span } from '../address/range';
import { rangeText, shownValue } from './tell';

const times = ['', 'once', 'twice'];
/** once, twice, 3 times. */
export const often = (count: number): string => times[count] ?? `${count} times`;

/** How often and how long a line stood over its limits, ms. */
export function overLimits({ steps, history, definition }: Subject): { times: number; length: number } {
  let count = 0,
    length = 0,
    before = false;
  steps.forEach((step, i) => {
    const status = statusOf(step.last, limitsAt(history, step.end), definition.better),
      isOver = status === 'warning' || status === 'critical';
    if (isOver && !before) count++;
    const next = steps[i + 1];
    if (isOver) length += history.step === 0 ? (next?.end ?? Date.parse(history.to)) - step.end : step.end - step.at;
    before = isOver;
  });
  return { times: count, length };
}

/** The least and the greatest value, and when. */
function extremes({ steps, history }: Subject): { least: [number, number]; most: [number, number] } | null {
  let least: [number, number] | null = null,
    most: [number, number] | null = null;
  for (const step of steps) {
    const low = history.step === 0 ? step.last : step.min,
      high = history.step === 0 ? step.last : step.max;
    if (low !== null && (!least || low < least[0])) least = [low, step.at];
    if (high !== null && (!most || high > most[0])) most = [high, step.at];
  }
  return least && most ? { least, most } : null;
}

/** How much of the range is not known, ms. */
export const unknown = (gaps: readonly Span[]): number => gaps.reduce((sum, { from, to }) => sum + to - from, 0);

/** What the chart shows, in words: "Between 97 (Tue 27 Oct 14:00) and 161 (Wed 4 Nov 09:00), over its limit twice." */
export function finding(subject: Subject, gaps: readonly Span[], zone: string, now: number): string {
  const found = extremes(subject),
    { definition, history } = subject;
  const isDay = history.step === 'day';
  const when = (at: number): string => instantText(at, zone, isDay, now);
  if (!found) return history.points.length > 0 ? 'There was no value in this time.' : 'Nothing is known of this time.';
  const { least, most } = found;
  const shown = ([value, at]: [number, number]): string => `${shownValue(value, definition)} (${when(at)})`;
  const side = definition.better === 'higher' ? 'under its target' : 'over its limit',
    over = overLimits(subject);
  const parts = [
    shownValue(least[0], definition) === shownValue(most[0], definition)
      ? `Always ${shownValue(least[0], definition)}`
      : `Between ${shown(least)} and ${shown(most)}`,
    over.times > 0 && `${side} ${often(over.times)}, ${lasting(over.length)} in all`,
    over.times === 0 && history.limits.length > 0 && definition.better !== 'neither' && `never ${side}`,
  ].filter(Boolean);
  const missing = unknown(gaps),
    from = Date.parse(history.from),
    length = Date.parse(history.to) - from;
  const rest =
    missing >= 0.01 * length ? `: this rests on ${Math.floor((1 - missing / length) * 100)} % of the time` : '';
  const begin = history.points[0]![0]!,
    isNew =
      history.computedUntil === null && !history.computing && gaps[0]?.from !== from && begin - from > 0.05 * length;
  const told = isNew ? ` History begins ${when(begin)}.` : '';
  return `${parts.join(', ')}.${told}${missing > 0 ? ` Not known for ${lasting(missing)}${rest}.` : ''}`;
}

const lasting = (ms: number): string => duration(Math.round(ms / 1000));

const computedWords = {
  not: '',
  exact: 'exactly',
  exceptReopened: 'exactly but for tickets that were reopened later',
  byTodaysValue: 'by what is true of the rows today',
} as const;

/** The past is being computed: until 8 Oct so far. */
export const computingText = ({ at }: BackfillProgress, zone: string, now: number): string =>
  `The past is being computed${at ? `: until ${instantText(Date.parse(at), zone, true, now)} so far` : ''}.`;

/** How true the part is that was computed afterwards. */
export const computedText = ({ history }: Subject, zone: string, now: number): string | null =>
  history.computing
    ? computingText(history.computing, zone, now)
    : history.computedUntil === null
      ? null
      : [
          `Until ${instantText(Date.parse(history.computedUntil), zone, false, now)} computed afterwards`,
          computedWords[history.computed],
        ]
          .filter(Boolean)
          .join(', ') + '.';

/** usual now 98 to 131, median 114. */
export const usualText = (
  usual: { low: number; median: number; high: number },
  definition: Subject['definition'],
): string =>
  `usual now ${rangeText(usual.low, usual.high, definition)}, median ${shownValue(usual.median, definition)}`;
