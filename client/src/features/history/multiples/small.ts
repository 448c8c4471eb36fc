import type { KpiDefinition } from '../../../shared/wire/wire';
import type { Span } from '../address/range';
import type { Line } from '../data/line';
import type { Band } from '../drawing/drawing';

/** A small chart; it is stretched to the room there is. */
export const frame = { width: 200, height: 84, top: 4 } as const;

const round = (value: number): number => Math.round(value * 10) / 10;

/** What the height shows: from 0 to the greatest value, and four at least where it counts. */
export const topOf = (most: number): number => Math.max(most * 1.08, Number.EPSILON);

const xOf = (at: number, { from, to }: Span): number =>
  round(Math.max(0, Math.min(1, (at - from) / (to - from))) * frame.width);
const yOf = (value: number, most: number): number =>
  round(frame.height - 1 - (Math.max(0, value) / topOf(most)) * (frame.height - 1 - frame.top));

/** A group's line from 0: counts step, the rest slopes; a value that stands alone is a dot. */
export function smallPath(line: Line, span: Span, { presentation }: KpiDefinition, greatest: number): string {
  const isStepped = presentation.number === 'count' || presentation.number === 'balance',
    most = isStepped ? Math.max(4, greatest) : greatest;
  let path = '',
    isOn = false;
  line.at.forEach((at, i) => {
    const value = line.value[i]!;
    if (value === null) {
      isOn = false;
      return;
    }
    const x = xOf(at, span),
      y = yOf(value, most);
    const isAlone = !isOn && (line.value[i + 1] ?? null) === null;
    path += isAlone ? `M${x} ${y}h0` : !isOn ? `M${x} ${y}` : isStepped ? `H${x}V${y}` : `L${x} ${y}`;
    isOn = true;
  });
  return path;
}

/** The usual band as one area a stretch in which it is known. */
export function bandPath({ at, low, high }: Band, span: Span, most: number): string {
  let path = '',
    begin = -1;
  const close = (end: number): void => {
    if (begin < 0) return;
    for (let i = begin; i <= end; i++) path += `${i === begin ? 'M' : 'L'}${xOf(at[i]!, span)} ${yOf(high[i]!, most)}`;
    for (let i = end; i >= begin; i--) path += `L${xOf(at[i]!, span)} ${yOf(low[i]!, most)}`;
    path += 'Z';
    begin = -1;
  };
  at.forEach((_, i) => {
    if (low[i] == null || high[i] == null) close(i - 1);
    else if (begin < 0) begin = i;
  });
  close(at.length - 1);
  return path;
}
