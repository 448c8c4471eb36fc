import { duration, serviceParts, text } from '../../../shared/format/duration';
import { decimal, whole } from '../../../shared/format/number';
import { columnTime } from '../../../shared/format/time';
import { kindOf, valueText } from '../../../shared/format/value';
import { word } from '../../../shared/format/words';
import type { CellValue } from '../../../shared/wire/rows';
import type { KpiDefinition } from '../../../shared/wire/wire';
import type { Column } from './columns';

/** Seconds of a column, as its kind of time is written. */
export const lastsText = (seconds: number, lasts: 'service' | 'clock'): string =>
  lasts === 'service' ? text(serviceParts(seconds)) : duration(seconds);

/** A row's own yes, no or number, in the KPI's unit. */
function ownText(value: number, definition: KpiDefinition | undefined): string {
  if (!definition) return decimal(value, 0, 2);
  if (definition.unit === 'percent') return value === 1 ? 'Yes' : 'No';
  return valueText(value, kindOf(definition) === 'mean' ? 'count' : kindOf(definition));
}

/** A cell as a person reads it; null where it is empty. `grown`: seconds an age has grown since the rows were read. */
export function cellText(
  column: Column,
  value: CellValue | undefined,
  context: { now: number; zone: string; definition: KpiDefinition | undefined; grown: number },
): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (column.of) {
    const seconds = (context.now - Date.parse(String(value))) / 1000;
    return seconds < 0 ? `in ${duration(-seconds)}` : duration(seconds);
  }
  if (column.name === 'pendingSeconds' && Number(value) === 0) return '–';
  if (column.lasts) return lastsText(Number(value) + (column.name === 'own' ? context.grown : 0), column.lasts);
  if (column.name === 'own') return ownText(Number(value) + context.grown, context.definition);
  if (column.name === 'priority') return `P${value}`;
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
