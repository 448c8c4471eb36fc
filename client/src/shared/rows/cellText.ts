import { duration, serviceParts, text } from '../format/duration';
import { decimal, whole } from '../format/number';
import { columnTime } from '../format/time';
import { word } from '../format/words';
import type { CellValue } from '../wire/rows';
import type { Column } from './columns';

/** Seconds of a column, as its kind of time is written. */
export const lastsText = (seconds: number, lasts: 'service' | 'clock'): string =>
  lasts === 'service' ? text(serviceParts(seconds)) : duration(seconds);

/** A cell as a person reads it; null where it is empty. `grown`: seconds an age has grown since the rows were read. */
export function cellText(
  column: Column,
  value: CellValue | undefined,
  context: { now: number; zone: string; grown: number },
): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (column.of) {
    const seconds = (context.now - Date.parse(String(value))) / 1000;
    return seconds < 0 ? `in ${duration(-seconds)}` : duration(seconds);
  }
  if (column.name === 'pendingSeconds' && Number(value) === 0) return '–';
  if (column.lasts) return lastsText(Number(value) + (column.name === 'own' ? context.grown : 0), column.lasts);
  if (column.isShare) return value === 1 ? 'Yes' : 'No';
  if (column.name === 'own') return decimal(Number(value), 0, 2);
  if (column.name === 'priority') return `P${value}`;
  const named = column.words?.[String(value)];
  if (named !== undefined) return named;
  switch (column.type) {
    case 'time':
      return columnTime(Date.parse(String(value)), context.now, context.zone);
    case 'word':
      return word(String(value));
    case 'number':
      return whole(Number(value));
    case 'yesno':
      return value ? 'Yes' : 'No';
    default:
      return String(value);
  }
}
