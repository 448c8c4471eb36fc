import { duration } from '../format/duration';
import { decimal } from '../format/number';
import { tickNow } from '../tick/ticker';
import type { RowsGroup } from '../wire/rows';
import { columnTime } from './cellText';

/** A group's head: its value in words. */
export function groupName(column: string, group: RowsGroup, zone: string): string {
  if (group.key === null || group.key === '') return `no ${column}`;
  if (column === 'priority') return `Priority ${group.key}`;
  if (column.endsWith('At')) return columnTime(Date.parse(String(group.key)), tickNow(), zone);
  if (typeof group.key === 'boolean') return group.key ? 'Yes' : 'No';
  return String(group.key);
}

/** What a group adds up to: how long its rows are past due, else how old they are; for shares its own share. */
export function subtotalText(group: RowsGroup): string {
  const { own, dueAt, openedAt } = group.subtotals;
  const now = tickNow();
  const since = (time: number | string): number => (now - Date.parse(String(time))) / 1000;
  if (own && typeof own.mean === 'number' && Number(own.min) >= 0 && Number(own.max) <= 1) return `${decimal(own.mean * 100, 1)} % yes`;
  if (own && typeof own.mean === 'number' && Number(own.max) > 60) return `longest ${duration(Number(own.max))}, mean ${duration(own.mean)}`;
  if (own && typeof own.mean === 'number') return `mean ${decimal(own.mean, 1)}`;
  if (dueAt && since(dueAt.max) > 0) return `longest ${duration(since(dueAt.min))}, mean ${duration(since(dueAt.mean))}`;
  return openedAt ? `oldest ${duration(since(openedAt.min))}, mean ${duration(since(openedAt.mean))}` : '';
}
