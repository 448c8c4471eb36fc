import { useLayoutEffect, useRef } from 'react';
import uPlot from 'uplot';
import type { Drawing } from '../drawing/drawing';
import type { Frame } from './frame';
import type { Inks } from './inks';
import { linePath, type LinePath } from './linePath';
import { paintBehind, paintLine, paintOnTop, paintOver, type Paper } from './paint';
import type { TimeMark } from '../drawing/time';
import styles from './Chart.module.css';

interface Props {
  drawing: Drawing;
  frame: Frame;
  inks: Inks;
  unit: number;
  marks: readonly TimeMark[];
  valueText: (value: number) => string;
  /** Where notes begin and end. */
  notes: readonly number[];
  /** Whether the time stands below: of stacked plots, under the last. */
  hasTime: boolean;
  /** Given the canvas, for a picture of it. */
  onDrawn?: ((canvas: HTMLCanvasElement) => void) | undefined;
}

/** The plot on its canvas: uPlot has the axes and the lines, the rest is painted before and after them. */
export function Plot({ drawing, frame, inks, unit, marks, valueText, notes, hasTime, onDrawn }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const target = place.current;
    // Where there is no canvas (tests) the labels and the table tell.
    if (!target || typeof Path2D === 'undefined') return;
    const { lines, span, scale } = drawing;
    const font = `${11 * unit}px Inter, "Inter fallback", system-ui, sans-serif`;
    const drawn = new Map<number, LinePath>();
    const paper = (u: uPlot): Paper => ({ ctx: u.ctx, frame, inks, unit });
    /** In px of the page. */
    const painted = (u: uPlot, paint: (paper: Paper) => void): void => {
      const ratio = uPlot.pxRatio;
      u.ctx.save();
      u.ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      u.ctx.setLineDash([]);
      paint(paper(u));
      u.ctx.restore();
    };
    const chart = new uPlot(
      {
        width: frame.width,
        height: frame.height,
        ms: 1,
        pxAlign: 0,
        padding: [frame.top, frame.right, 0, 0],
        legend: { show: false },
        cursor: { show: false },
        scales: {
          x: { time: false, range: () => [span.from, span.to] },
          y: { range: () => [scale.min, scale.max] },
        },
        axes: [
          {
            scale: 'x',
            size: frame.bottom,
            font,
            stroke: inks.fg2,
            gap: 4 * unit,
            grid: { show: false },
            ticks: { stroke: inks.ctl, width: unit, size: 4 * unit },
            splits: () => marks.map(({ at }) => at),
            values: () => marks.map(({ text }) => (hasTime ? (text ?? '') : '')),
          },
          {
            scale: 'y',
            size: frame.left,
            font,
            stroke: inks.fg2,
            gap: 8 * unit,
            grid: { stroke: inks.line, width: unit },
            ticks: { show: false },
            splits: () => [...scale.ticks],
            values: () => scale.ticks.map(valueText),
          },
        ],
        series: [
          {},
          ...lines.map(({ isStepped }, i): uPlot.Series => ({
            scale: 'y',
            auto: false,
            width: unit,
            points: { show: false },
            // Where it goes is uPlot's to say; it is stroked in parts, below.
            paths(u, series, first, last) {
              const path = linePath(u, series, first, last, isStepped);
              drawn.set(i + 1, path);
              return {};
            },
          })),
        ],
        hooks: {
          drawClear: [(u) => painted(u, (on) => paintBehind(on, drawing))],
          drawSeries: [
            (u, series) => {
              const look = lines[series - 1]?.look,
                path = drawn.get(series);
              if (!path || !look) return;
              painted(u, (on) => paintLine(on, look, path, uPlot.pxRatio));
              if (look === 'value' || look === 'computed')
                painted(u, (on) => paintOver(on, drawing, path, uPlot.pxRatio));
            },
          ],
          draw: [(u) => painted(u, (on) => paintOnTop(on, drawing, notes))],
        },
      },
      uPlot.join(
        lines.length > 0
          ? lines.map(({ line }) => [line.at, line.value] as unknown as uPlot.AlignedData)
          : [[[span.from, span.to]] as unknown as uPlot.AlignedData],
      ),
      target,
    );
    onDrawn?.(chart.ctx.canvas);
    return () => chart.destroy();
  }, [drawing, frame, inks, unit, marks, valueText, notes, hasTime, onDrawn]);
  return <div ref={place} className={styles.canvas} aria-hidden="true" />;
}
