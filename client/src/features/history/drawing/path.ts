import type { Line } from '../data/line';

interface Room {
  from: number;
  to: number;
  width: number;
  height: number;
  /** Free at top and bottom, px. */
  inset: number;
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** A line as an SVG path over the height that all of it (`whole`) takes, thinned to about two points a pixel. */
export function pathOf(line: Line, room: Room, whole: Line, fromZero = false): string {
  let low = fromZero ? 0 : Infinity,
    high = fromZero ? 0 : -Infinity;
  for (const value of whole.value) {
    if (value === null) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return '';
  const least = fromZero ? 1 : Math.max(1e-9, 0.3 * Math.abs(high));
  if (high - low < least) {
    const more = (least - (high - low)) / 2;
    high += fromZero ? 2 * more : more;
    if (!fromZero) low -= more;
  }
  let path = '',
    isOn = false,
    lastX = -Infinity;
  line.at.forEach((at, i) => {
    const value = line.value[i]!;
    if (value === null) {
      isOn = false;
      return;
    }
    const x = round(((at - room.from) / (room.to - room.from)) * room.width);
    if (isOn && x - lastX < 0.5 && line.value[i + 1] !== null && i < line.at.length - 1) return;
    const y = round(room.height - room.inset - ((value - low) / (high - low)) * (room.height - 2 * room.inset));
    path += isOn ? `L${x} ${y}` : `M${x} ${y}`;
    isOn = true;
    lastX = x;
  });
  return path;
}
