import type { Inks } from './inks';
import type { Band, Drawing, Look } from '../drawing/drawing';
import type { LimitSpan } from '../drawing/limits';
import { plotHeight, plotWidth, xOf, yOf, type Frame } from './frame';
import { partsOf, type LinePath, type Part } from './linePath';

/** How each look is stroked: colour, width and dash, px at scale 1. */
export const strokes: Record<Look, { ink: keyof Omit<Inks, 'forced'>; width: number; dash: readonly number[] }> = {
  value: { ink: 'fg0', width: 1.6, dash: [] },
  computed: { ink: 'fg1', width: 1.6, dash: [4, 2.5] },
  lastWeek: { ink: 'fg3', width: 0.9, dash: [] },
  ahead: { ink: 'fg1', width: 1.6, dash: [1, 3] },
  second: { ink: 'fg2', width: 1.6, dash: [9, 3] },
  third: { ink: 'fg2', width: 1.4, dash: [2.5, 2.5] },
  fourth: { ink: 'fg2', width: 1.4, dash: [9, 3, 2, 3] },
};

type Context = CanvasRenderingContext2D;

/** Draws with px at scale 1 as the unit, whatever the screen's and the page's scale. */
export interface Paper {
  ctx: Context;
  frame: Frame;
  inks: Inks;
  /** px of the page to one at scale 1. */
  unit: number;
}

/** What lies behind the lines: weekends, the usual band with its edges, and the limits. */
export function paintBehind(paper: Paper, drawing: Drawing): void {
  const { ctx, frame, inks } = paper;
  const { span, band } = drawing;
  if (!inks.forced) {
    ctx.globalAlpha = 0.5;
    ctx.fillStyle = inks.inset;
    for (const { from, to } of drawing.weekends) {
      const x = xOf(from, span, frame);
      ctx.fillRect(x, frame.top, xOf(to, span, frame) - x, plotHeight(frame));
    }
    ctx.globalAlpha = 1;
  }
  if (band) paintBand(paper, drawing, band);
  paintLimits(paper, drawing);
}

/** Its first quarter of an hour may begin before the plot does. */
function paintBand({ ctx, frame, inks }: Paper, { span, scale }: Drawing, band: Band): void {
  ctx.save();
  const plot = new Path2D();
  plot.rect(frame.left, frame.top, plotWidth(frame), plotHeight(frame));
  ctx.clip(plot);
  for (const run of runs(band.low)) {
    const draw = (values: readonly (number | null)[], path: Path2D, isBack: boolean): void => {
      for (let k = 0; k <= run[1] - run[0]; k++) {
        const i = isBack ? run[1] - k : run[0] + k;
        const x = xOf(band.at[i]!, span, frame),
          y = yOf(values[i]!, scale, frame);
        if (k === 0 && !isBack) path.moveTo(x, y);
        else path.lineTo(x, y);
      }
    };
    const area = (): Path2D => {
      const path = new Path2D();
      draw(band.high, path, false);
      draw(band.low, path, true);
      return path;
    };
    if (!inks.forced) {
      ctx.fillStyle = inks.band;
      ctx.fill(area());
    }
    ctx.strokeStyle = inks.spark;
    ctx.lineWidth = 0.75;
    for (const edge of [band.high, band.low])
      for (const [from, to] of partsOf(edge, run[0], run[1])) {
        const path = new Path2D();
        for (let i = from; i <= to; i++) path.lineTo(xOf(band.at[i]!, span, frame), yOf(edge[i]!, scale, frame));
        ctx.stroke(path);
      }
  }
  ctx.restore();
}

/** The limits as they were: behind the lines, or a value that lies on its limit could not be seen. */
function paintLimits({ ctx, frame, inks, unit }: Paper, { span, scale, limits }: Drawing): void {
  ctx.save();
  ctx.lineWidth = 1.25 * unit;
  ctx.setLineDash([5 * unit, 3 * unit]);
  for (const { status, value, from, to } of limits) {
    if (value < scale.min || value > scale.max) continue;
    ctx.strokeStyle = status === 'critical' ? inks.crit : inks.warnedge;
    ctx.beginPath();
    ctx.moveTo(xOf(from, span, frame), yOf(value, scale, frame));
    ctx.lineTo(xOf(to, span, frame), yOf(value, scale, frame));
    ctx.stroke();
  }
  ctx.restore();
}

/** From where to where values are known. */
function runs(values: readonly (number | null)[]): [number, number][] {
  const found: [number, number][] = [];
  let begin = -1;
  values.forEach((value, i) => {
    if (value !== null && begin < 0) begin = i;
    if (value === null && begin >= 0) {
      found.push([begin, i - 1]);
      begin = -1;
    }
  });
  if (begin >= 0) found.push([begin, values.length - 1]);
  return found;
}

/** A line, within the plot. */
export function paintLine(paper: Paper, look: Look, path: LinePath, toScreen: number): void {
  const { ctx, frame, inks, unit } = paper;
  const { ink, width, dash } = strokes[look];
  const more = (width * unit) / 2;
  ctx.save();
  const area = new Path2D();
  area.rect(frame.left - more, frame.top - more, plotWidth(frame) + 2 * more, plotHeight(frame) + 2 * more);
  ctx.clip(area);
  ctx.strokeStyle = inks[ink];
  ctx.lineCap = dash.length === 0 ? 'round' : 'butt';
  ctx.setLineDash(dash.map((part) => part * unit * toScreen));
  strokeAll(paper, path.parts, path.clip, width, toScreen);
  ctx.restore();
}

/** The parts, and what cuts the gaps out, are in the screen's own pixels. */
function strokeAll(
  { ctx, unit }: Paper,
  parts: readonly Part[],
  clip: Path2D | null,
  width: number,
  toScreen: number,
): void {
  ctx.scale(1 / toScreen, 1 / toScreen);
  if (clip) ctx.clip(clip);
  ctx.lineWidth = width * unit * toScreen;
  ctx.lineJoin = 'round';
  for (const { path } of parts) ctx.stroke(path);
}

/** The parts of a line that are over a limit, stroked anew in its status. */
export function paintOver(paper: Paper, drawing: Drawing, path: LinePath, toScreen: number): void {
  const { ctx, frame, inks, unit } = paper;
  const { better } = drawing.subjects[0]!.definition,
    isLower = better !== 'higher';
  if (better === 'neither') return;
  for (const limit of drawing.limits) {
    const from = xOf(limit.from, drawing.span, frame) - 1,
      to = xOf(limit.to, drawing.span, frame) + 1,
      y = yOf(limit.value, drawing.scale, frame) + 1.3 * unit;
    const top = isLower ? frame.top - 4 : Math.max(frame.top, y),
      bottom = isLower ? Math.min(y, frame.height - frame.bottom) : frame.height - frame.bottom + 4;
    const over = path.parts.filter((part) => isOver(part, limit, isLower));
    if (bottom <= top || over.length === 0) continue;
    ctx.save();
    const area = new Path2D();
    area.rect(from, top, to - from, bottom - top);
    ctx.clip(area);
    ctx.strokeStyle = limit.status === 'critical' ? inks.crit : inks.warn;
    strokeAll(paper, over, path.clip, 2.4, toScreen);
    ctx.restore();
  }
}

/** Whether some of a part may be at a limit, or over it, while it held: stroking what is not would cost as much. */
export const isOver = (part: Omit<Part, 'path'>, { value, from, to }: LimitSpan, isLower: boolean): boolean =>
  part.to >= from && part.from <= to && (isLower ? part.high >= value : part.low <= value);

/** A gap is hatched at 45°, 3 px wide at least; the limits held there too. */
function hatch(paper: Paper, drawing: Drawing, from: number, to: number): void {
  const { ctx, frame, inks, unit } = paper;
  const width = Math.max(3 * unit, to - from),
    left = (from + to - width) / 2,
    height = plotHeight(frame),
    gap = 6 * unit;
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, frame.top, width, height);
  ctx.clip();
  ctx.fillStyle = inks.card;
  if (!inks.forced) ctx.fillRect(left, frame.top, width, height);
  ctx.strokeStyle = inks.ctl;
  ctx.lineWidth = unit;
  ctx.globalAlpha = 0.7;
  ctx.beginPath();
  const step = gap * Math.SQRT2;
  for (let x = left - height; x < left + width; x += step) {
    ctx.moveTo(x, frame.top + height);
    ctx.lineTo(x + height, frame.top);
  }
  ctx.stroke();
  ctx.globalAlpha = 1;
  paintLimits(paper, drawing);
  ctx.restore();
  ctx.strokeStyle = inks.ctl;
  ctx.lineWidth = unit;
  ctx.beginPath();
  for (const x of [left, left + width]) {
    ctx.moveTo(x, frame.top);
    ctx.lineTo(x, frame.top + height);
  }
  ctx.stroke();
}

/** What lies over the lines: gaps, where the computed part ends, and now. */
export function paintOnTop(paper: Paper, drawing: Drawing, notes: readonly number[]): void {
  const { ctx, frame, inks, unit } = paper;
  const { span, scale } = drawing;
  const bottom = frame.height - frame.bottom;
  for (const { from, to } of drawing.gaps) hatch(paper, drawing, xOf(from, span, frame), xOf(to, span, frame));
  const upright = (at: number, dash: readonly number[]): void => {
    ctx.strokeStyle = inks.fg3;
    ctx.lineWidth = unit;
    ctx.setLineDash(dash.map((part) => part * unit));
    ctx.beginPath();
    const x = Math.round(xOf(at, span, frame)) + 0.5;
    ctx.moveTo(x, frame.top);
    ctx.lineTo(x, bottom);
    ctx.stroke();
  };
  for (const at of notes) upright(at, [1.5, 3]);
  if (drawing.computedUntil !== null && drawing.computedUntil < span.to) upright(drawing.computedUntil, [3, 3]);
  ctx.setLineDash([]);
  // Clear of what the axes' own lines are: the plot ends at its base line.
  ctx.strokeStyle = inks.ctl;
  ctx.lineWidth = unit;
  ctx.beginPath();
  ctx.moveTo(frame.left, Math.round(bottom) + 0.5);
  ctx.lineTo(frame.left + plotWidth(frame), Math.round(bottom) + 0.5);
  ctx.stroke();
  for (const { line, look } of drawing.lines) {
    if (look === 'lastWeek' || look === 'ahead' || look === 'computed') continue;
    const value = line.value.at(-1),
      at = line.at.at(-1);
    if (value == null || at === undefined || at < drawing.now - (span.to - span.from) / 200) continue;
    ctx.fillStyle = inks[strokes[look].ink];
    ctx.beginPath();
    ctx.arc(xOf(at, span, frame), yOf(value, scale, frame), 3 * unit, 0, 7);
    ctx.fill();
  }
  for (const { t, status } of drawing.crossings) {
    const limit = drawing.limits.findLast((one) => one.status === status)?.value;
    if (limit === undefined || t > span.to) continue;
    const x = xOf(t, span, frame),
      y = Math.max(frame.top + 8 * unit, Math.min(bottom - 8 * unit, yOf(limit, scale, frame)));
    shape(ctx, status === 'critical', x, y, unit);
    ctx.fillStyle = inks.card;
    if (!inks.forced) ctx.fill();
    ctx.strokeStyle = status === 'critical' ? inks.crit : inks.warnedge;
    ctx.lineWidth = 1.5 * unit;
    ctx.stroke();
  }
}

/** The outline of a status: octagon or triangle, 12 px. */
function shape(ctx: Context, isCritical: boolean, x: number, y: number, unit: number): void {
  const points = isCritical
    ? [-2.4, -5.9, 2.4, -5.9, 5.9, -2.4, 5.9, 2.4, 2.4, 5.9, -2.4, 5.9, -5.9, 2.4, -5.9, -2.4]
    : [0, -5.5, 5.5, 4.9, -5.5, 4.9];
  ctx.beginPath();
  for (let i = 0; i < points.length; i += 2) {
    const px = x + points[i]! * unit,
      py = y + points[i + 1]! * unit;
    if (i === 0) ctx.moveTo(px, py);
    else ctx.lineTo(px, py);
  }
  ctx.closePath();
}
