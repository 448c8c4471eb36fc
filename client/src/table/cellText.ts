import { duration, serviceParts, text } from '../format/duration';
import { decimal, whole } from '../format/number';
import { clock, date, weekdayClock } from '../format/time';
import { kindOf, valueText } from '../format/value';
import type { CellValue } from '../wire/rows';
import type { KpiDefinition } from '../wire/wire';
import type { Column } from './columns';

const day = 86_400_000;

/** A time in a column: with its weekday within a week, else with its date, and with its year where that is another. */
export function columnTime(at: number, now: number, zone: string): string {
  if (Math.abs(now - at) < 6 * day) return weekdayClock(at, zone);
  const year = Math.abs(now - at) > 300 * day ? ` ${new Date(at).getUTCFullYear()}` : '';
  return `${date(at, zone)}${year} ${clock(at, zone)}`;
}

const words: Record<string, string> = { pending: 'On hold', backed_out: 'Backed out' };
const sentence = (word: string): string => words[word] ?? word.charAt(0).toUpperCase() + word.slice(1);

/** A row's own yes, no or number, in the KPI's unit. */
export function ownText(value: number, definition: KpiDefinition | undefined): string {
  if (!definition) return decimal(value, 0, 2);
  if (definition.unit === 'percent') return value === 1 ? 'Yes' : 'No';
  if (definition.unit === 'seconds') return definition.group === 'Speed' ? text(serviceParts(value)) : duration(value);
  return valueText(value, kindOf(definition) === 'mean' ? 'count' : kindOf(definition));
}

/** A cell as a person reads it; null where it is empty. `grown`: seconds an age has grown since the rows were read. */
export function cellText(column: Column, value: CellValue | undefined, context: { now: number; zone: string; definition: KpiDefinition | undefined; grown: number }): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (column.of) {
    const seconds = (context.now - Date.parse(String(value))) / 1000;
    return seconds < 0 ? `in ${duration(-seconds)}` : duration(seconds);
  }
  if (column.name === 'own') return ownText(Number(value) + context.grown, context.definition);
  if (column.name === 'priority') return `P${value}`;
  if (column.name === 'pendingSeconds') return Number(value) === 0 ? '–' : text(serviceParts(Number(value)));
  switch (column.type) {
    case 'time': return columnTime(Date.parse(String(value)), context.now, context.zone);
    case 'word': return sentence(String(value));
    case 'number': return whole(Number(value));
    case 'yesno': return value ? 'Yes' : 'No';
    default: return String(value);
  }
}

const names: Record<string, string> = {
  state: 'state', kind: 'kind', priority: 'priority', assignee: 'assignee', technician: 'technician', team: 'team', dueAt: 'due', responseDueAt: 'response due', respondedAt: 'responded', resolvedAt: 'resolved',
  reopenedAt: 'reopened', openedAt: 'opened', startsAt: 'start', endsAt: 'end', doneAt: 'done', rating: 'rating', reopens: 'reopened', reassignments: 'reassigned', outcome: 'outcome',
};

/** Why a row entered or left: "priority 3 → 4", "by the clock". */
export function whyText(move: { byClock: boolean; away?: boolean; why: { column: string; from: CellValue; to: CellValue } | null }, now: number, zone: string): string {
  if (move.byClock) return 'by the clock';
  if (move.away) return 'while Apollo was away';
  if (!move.why) return '';
  const { column, from, to } = move.why;
  const shown = (value: CellValue): string =>
    value === null ? 'none' : column.endsWith('At') ? columnTime(Date.parse(String(value)), now, zone) : column === 'state' || column === 'kind' || column === 'outcome' ? sentence(String(value)) : String(value);
  return `${names[column] ?? column} ${shown(from)} → ${shown(to)}`;
}
