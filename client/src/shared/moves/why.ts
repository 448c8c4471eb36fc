import { columnTime } from '../format/time';
import { word } from '../format/words';
import type { CellValue, ColumnChange } from '../wire/rows';

const names: Record<string, string> = {
  dueAt: 'due',
  responseDueAt: 'response due',
  respondedAt: 'responded',
  resolvedAt: 'resolved',
  closedAt: 'closed',
  reopenedAt: 'reopened',
  openedAt: 'opened',
  updatedAt: 'updated',
  startsAt: 'start',
  endsAt: 'end',
  doneAt: 'done',
  reopens: 'reopened',
  reassignments: 'reassigned',
  pendingSeconds: 'on hold',
};
const spelled = new Set(['state', 'kind', 'channel', 'outcome']);

/** Why a row entered or left: "priority 3 → 4", "by the clock". */
export function whyText(
  move: { byClock: boolean; away?: boolean; why: ColumnChange | null },
  now: number,
  zone: string,
): string {
  if (move.byClock) return 'by the clock';
  if (move.away) return 'while Apollo was away';
  if (!move.why) return '';
  const { column, from, to } = move.why;
  const shown = (value: CellValue): string =>
    value === null
      ? 'none'
      : column.endsWith('At')
        ? columnTime(Date.parse(String(value)), now, zone)
        : spelled.has(column)
          ? word(String(value))
          : String(value);
  return `${names[column] ?? column} ${shown(from)} → ${shown(to)}`;
}
