import { duration, plural, serviceParts, text } from '../../../shared/format/duration';
import { decimal } from '../../../shared/format/number';
import { longDay } from '../../../shared/format/time';
import { tickNow } from '../../../shared/tick/ticker';
import type { CellValue, RowsGroup } from '../../../shared/wire/rows';
import { cellText, lastsText } from '../../../shared/rows/cellText';
import type { Column } from '../../../shared/rows/columns';

/** A group's head: its value in words; of a duration its band, of a time its day. */
export function groupName(column: Column, group: RowsGroup, zone: string): string {
  if (group.key === null || group.key === '') return `no ${column.title.toLowerCase()}`;
  if (column.name === 'priority') return `Priority ${group.key}`;
  if (column.type === 'time') return longDay(Date.parse(String(group.key)), zone);
  if (column.lasts && typeof group.key === 'number') return bandName(group.key, group.until, column.lasts);
  return cellText(column, group.key, { now: tickNow(), zone, grown: 0 }) ?? String(group.key);
}

/** Under 1 h; 4 h to 8 h; 30 d or more. */
function bandName(from: number, until: number | undefined, lasts: 'service' | 'clock'): string {
  if (until === undefined) return `${lastsText(from, lasts)} or more`;
  return from <= 0 ? `under ${lastsText(until, lasts)}` : `${lastsText(from, lasts)} to ${lastsText(until, lasts)}`;
}

/**
 * What a group adds up to: how long its rows are past due, else how old they are; for shares its own share.
 * `own`: the column of their own value.
 */
export const subtotalText = (group: RowsGroup, shown: readonly string[] = [], own?: Column): string =>
  [main(group, shown, own), ...shown.map((column) => sumText(column, group))].filter(Boolean).join(', ');

/** What the numbers of a column come to, where it is shown. */
function sumText(column: string, group: RowsGroup): string {
  const total = group.subtotals[column];
  if (!total || typeof total.mean !== 'number') return '';
  switch (column) {
    case 'pendingSeconds':
      return total.sum ? `on hold ${text(serviceParts(total.sum))} in total` : '';
    case 'reopens':
      return total.sum ? plural(total.sum, 'reopen') : '';
    case 'reassignments':
      return total.sum ? plural(total.sum, 'reassignment') : '';
    case 'rating':
      return `mean rating ${decimal(total.mean, 1)}`;
    default:
      return '';
  }
}

function main(group: RowsGroup, shown: readonly string[], column?: Column): string {
  const { own, dueAt, openedAt } = group.subtotals;
  const now = tickNow();
  const both = (longest: string, mean: string): string => (group.count === 1 ? longest : `${longest}, mean ${mean}`);
  const since = (time: CellValue): number => (now - Date.parse(String(time))) / 1000;
  if (column && own && typeof own.mean === 'number') {
    if (column.isShare) return `${decimal(own.mean * 100, 1)} % yes`;
    if (!column.lasts) return `mean ${decimal(own.mean, 1)}`;
    return both(`longest ${lastsText(Number(own.max), column.lasts)}`, lastsText(own.mean, column.lasts));
  }
  if (dueAt && (shown.includes('overdueBy') || shown.includes('dueAt')) && since(dueAt.max) > 0)
    return both(`longest ${duration(since(dueAt.min))}`, duration(since(dueAt.mean)));
  return openedAt ? both(`oldest ${duration(since(openedAt.min))}`, duration(since(openedAt.mean))) : '';
}
