import { useCallback, useMemo, useRef, useState } from 'react';
import type { Note } from '../../../shared/wire/wire';
import { rootSize } from '../../../shared/ui/media';
import { usePrinting } from '../../../shared/ui/usePrinting';
import { useSize } from '../../../shared/ui/useSize';
import type { Drawing } from '../drawing/drawing';
import { timeMarks } from '../drawing/time';
import type { Span } from '../address/range';
import { Chart } from './Chart';
import type { Frame } from './frame';
import { useInks } from './inks';
import { Lanes } from './Lanes';
import type { Pointer } from './usePointer';
import styles from './Chart.module.css';

interface Props {
  /** One a plot, on one time axis. */
  drawings: readonly Drawing[];
  zone: string;
  notes: readonly Note[];
  onZoom: (span: Span) => void;
  onNote: (note: Note) => void;
  actions: (at: number) => React.ReactNode;
  /** Given the canvases, for a picture. */
  onDrawn: (place: number, canvas: HTMLCanvasElement) => void;
}

/** px at scale 1. */
const tall = 336,
  low = 200,
  labelRoom = 72;

/** A sheet across: one rem of it, px, and what it has between its margins and the card's edges, rem. */
const paper = { rem: 11, width: 91 };

export const plotFrame = (width: number, unit: number, height: number): Frame => ({
  width,
  height: height * unit,
  left: (width < 560 * unit ? 40 : 52) * unit,
  right: (width < 560 * unit ? 78 : 92) * unit,
  top: 10 * unit,
  bottom: 26 * unit,
});

/** The plots with their lanes, one pointer over all of them. */
export function HistoryChart({ drawings, zone, notes, onZoom, onNote, actions, onDrawn }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const { width: wide } = useSize(place);
  const inks = useInks();
  const isOnPaper = usePrinting();
  // The canvas is drawn before the browser lays the page out for paper.
  const rem = isOnPaper ? paper.rem : rootSize(),
    unit = rem / 16,
    width = Math.round((isOnPaper ? paper.width : wide) * rem);
  const [pointer, setPointer] = useState<(Pointer & { plot: number }) | null>(null);
  const frame = useMemo(() => plotFrame(width, unit, drawings.length > 1 ? low : tall), [width, unit, drawings.length]);
  const [main] = drawings as [Drawing];
  const { span } = main;
  const marks = useMemo(
    () => timeMarks(span, zone, (frame.width - frame.left - frame.right) / (labelRoom * unit)),
    [span, zone, frame, unit],
  );
  const noted = useMemo(
    () =>
      notes
        .flatMap(({ at, until }) => (until ? [at, until] : [at]))
        .map((at) => Date.parse(at))
        .filter((at) => at >= span.from && at <= span.to),
    [notes, span],
  );
  const drawn = useMemo(
    () => drawings.map((_, i) => (canvas: HTMLCanvasElement) => onDrawn(i, canvas)),
    // One a plot: the drawings themselves change with each minute.
    // oxlint-disable-next-line react/exhaustive-deps
    [drawings.length, onDrawn],
  );
  const point = useCallback((plot: number, next: Pointer | null): void => setPointer(next && { ...next, plot }), []);
  return (
    <div ref={place} className={styles.chart}>
      <Lanes
        span={span}
        now={main.now}
        frame={frame}
        zone={zone}
        alerts={main.subjects[0]!.history.alerts}
        notes={notes}
        onNote={onNote}
      />
      {drawings.map((drawing, i) => (
        <Chart
          key={i}
          drawing={drawing}
          frame={frame}
          inks={inks}
          unit={unit}
          marks={marks}
          zone={zone}
          notes={noted}
          hasTime={i === drawings.length - 1}
          name={drawing.subjects.map(({ title }) => title).join(', ')}
          pointer={pointer && (pointer.plot === i ? pointer : { ...pointer, isPinned: false })}
          onPointer={(next) => point(i, next)}
          onZoom={onZoom}
          actions={actions}
          onDrawn={drawn[i]!}
          title={drawings.length > 1 ? drawing.subjects.map(({ title }) => title).join(', ') : null}
        />
      ))}
    </div>
  );
}
