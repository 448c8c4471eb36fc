import { whole } from '../format/number';
import { columnTime } from '../format/time';
import type { CellValue } from '../wire/rows';
import { cellText, lastsText } from '../rows/cellText';
import type { Column } from '../rows/columns';
import type { Condition } from './filters';
import { spanNames } from './spans';

interface Context {
  now: number;
  zone: string;
}

const most = 3;

/** A value as its column's cells show it; what is empty has a word too. */
export function valueWords(value: CellValue, column: Column | undefined, { now, zone }: Context): string {
  if (value === null) return 'none';
  return (column && cellText(column, value, { now, zone, grown: 0 })) ?? String(value);
}

/** What a condition asks, in words: contains “vpn”; P1, P2; 4 h to 8 h; until Mon 16:21; last 7 days. */
export function conditionText(condition: Condition, column: Column | undefined, context: Context): string {
  switch (condition.kind) {
    case 'contains':
      return `contains “${condition.text}”`;
    case 'is':
      return condition.value ? 'yes' : 'no';
    case 'raw':
      return condition.text;
    case 'during':
      return spanNames[condition.span as keyof typeof spanNames] ?? condition.span;
    case 'in': {
      const words = condition.values.map((value) => valueWords(value, column, context));
      return words.length <= most + 1
        ? words.join(', ')
        : `${words.slice(0, most).join(', ')} and ${whole(words.length - most)} more`;
    }
    case 'range': {
      const isTime = column?.type === 'time';
      const shown = (value: string | number): string =>
        isTime
          ? columnTime(Date.parse(String(value)), context.now, context.zone)
          : column?.lasts
            ? lastsText(Number(value), column.lasts)
            : String(value);
      const { from, to } = condition;
      if (from !== null && to !== null) return `${shown(from)} to ${shown(to)}`;
      if (from !== null) return isTime ? `from ${shown(from)}` : `${shown(from)} or more`;
      return isTime ? `until ${shown(to!)}` : `${shown(to!)} or less`;
    }
  }
}
