import { decimal, NARROW, whole } from '../../../shared/format/number';
import { word } from '../../../shared/format/words';
import { dimensionWord } from '../../../shared/store/breakdowns';

export const endings: Readonly<Record<string, string>> = {
  'in-time': 'Resolved in time',
  late: 'Resolved late',
  open: 'Open, in time',
  overdue: 'Open, overdue',
  cancelled: 'Cancelled',
};

/** Endings in their order, and the status that two of them carry. */
export const endingOrder = Object.keys(endings);
export const endingStatus: Readonly<Record<string, 'warning' | 'critical'>> = { late: 'warning', overdue: 'critical' };

const wordSteps = new Set(['channel', 'kind']);

/** A group of a step as it is read: P1, Phone, Resolved late, none. */
export function groupWords(step: string, value: string | null): string {
  if (value === null) return step === 'ending' ? '–' : `No ${dimensionWord(step)}`;
  if (step === 'ending') return endings[value] ?? word(value);
  if (step === 'priority') return `P${value}`;
  return wordSteps.has(step) ? word(value) : value;
}

/** 5.7 %; nothing to divide by is a dash. */
export const share = (part: number, of: number): string =>
  of === 0 ? '–' : `${decimal((100 * part) / of, part === of ? 0 : 1)}${NARROW}%`;

/** 1 ticket, 1238 tickets. */
export const tickets = (count: number): string => `${whole(count)} ${count === 1 ? 'ticket' : 'tickets'}`;
