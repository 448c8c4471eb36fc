import type { Limits, NumberKind, Presentation } from '../wire/wire';
import { durationParts, serviceParts, spoken, text, type Part } from './duration';
import { decimal, NARROW, roundWithin, signed, whole } from './number';

/** A value in parts, without its unit word: 142; 92.4 %; 6 h 40 min. Its rounding never crosses a limit. */
export function valueParts(value: number, kind: NumberKind, limits: Limits = {}): Part[] {
  const bounds = [limits.warning, limits.critical];
  switch (kind) {
    case 'count':
      return [{ text: whole(roundWithin(value, 0, bounds)), unit: false }];
    case 'balance':
      return [{ text: signed(roundWithin(value, 0, bounds)), unit: false }];
    case 'percent': {
      const shown = roundWithin(value, 1, [...bounds, 100]);
      return [
        { text: decimal(shown, shown === 100 ? 0 : 1), unit: false },
        { text: '%', unit: true },
      ];
    }
    case 'serviceTime':
      return serviceParts(value);
    case 'duration':
      return durationParts(value);
    case 'fraction': {
      const digits = Math.abs(value) < 2 ? 2 : 1;
      return [{ text: decimal(roundWithin(value, digits, bounds), digits), unit: false }];
    }
  }
}

/** A limit in its shortest form: 150, +10, 90 %, 7 d, 1.0. */
export function limitValue(
  limit: number,
  { number, limitDigits }: Pick<Presentation, 'number' | 'limitDigits'>,
): string {
  switch (number) {
    case 'percent':
      return `${decimal(limit, 0, 1)}${NARROW}%`;
    case 'balance':
      return signed(limit);
    case 'serviceTime':
      return text(serviceParts(limit));
    case 'duration':
      return text(durationParts(limit));
    default:
      return decimal(limit, limitDigits, 2);
  }
}

/** The value in one line of text: 92.4 %. */
export const valueText = (value: number, kind: NumberKind, limits: Limits = {}): string =>
  valueParts(value, kind, limits)
    .map((part, i) => (i === 0 ? '' : part.text === '%' ? NARROW : ' ') + part.text)
    .join('');

/** The value as it is spoken: 91.8 percent; 6 hours 40 minutes. */
export function valueSpoken(value: number, kind: NumberKind, limits: Limits = {}): string {
  const parts = valueParts(value, kind, limits);
  if (kind === 'percent') return `${parts[0]!.text} percent`;
  return kind === 'serviceTime' || kind === 'duration' ? spoken(parts) : parts[0]!.text;
}
