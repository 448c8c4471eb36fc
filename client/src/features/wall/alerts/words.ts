import { NARROW } from '../../../shared/format/number';
import type { Part } from '../../../shared/format/duration';
import { limitValue, valueParts } from '../../../shared/format/value';
import { unitWord } from '../../../shared/kpi/unitWord';
import type { Alert, KpiDefinition } from '../../../shared/wire/wire';

/** The value of an alert in parts; "–" where there is none. */
export const partsOf = ({ value }: Alert, definition: KpiDefinition): Part[] =>
  value === null ? [{ text: '–', unit: false }] : valueParts(value, definition.presentation.number, definition);

export const textOf = (parts: readonly Part[]): string =>
  parts.map((part, i) => (i === 0 ? '' : part.text === '%' ? NARROW : ' ') + part.text).join('');

/** "tickets, limit 10". */
export function limitOf(alert: Alert, definition: KpiDefinition): string {
  const unit = unitWord(definition, textOf(partsOf(alert, definition)));
  const limit = alert.limit === null ? '' : `limit ${limitValue(alert.limit, definition.presentation)}`;
  return [unit, limit].filter(Boolean).join(', ');
}
