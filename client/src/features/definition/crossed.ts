import { limitValue } from '../../shared/format/value';
import { spokenUnit } from '../../shared/kpi/unitWord';
import type { KpiDefinition } from '../../shared/wire/wire';

/** From where on a limit is crossed, in words: 10 tickets or more; below 80 %; null where none is set. */
export function crossedText(definition: KpiDefinition, limit: number | null | undefined): string | null {
  if (limit == null || definition.better === 'neither') return null;
  const value = `${limitValue(limit, definition.presentation)} ${spokenUnit(definition, String(limit))}`.trim();
  return definition.better === 'higher' ? `below ${value}` : `${value} or more`;
}
