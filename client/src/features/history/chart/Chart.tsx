import { useMemo, useRef, useState } from 'react';
import { keys } from '../../../shared/keys/keys';
import { onKey } from '../../../shared/keys/onKey';
import { axisText } from '../words/tell';
import { nearest, tell } from '../words/tell';
import type { Drawing } from '../drawing/drawing';
import { move, zoom, type Span } from '../address/range';
import { atOf, plotHeight, plotWidth, xOf, yOf, type Frame } from './frame';
import { GapLabels } from './GapLabels';
import type { Inks } from './inks';
import { Labels, labelsOf } from './Labels';
import { Plot } from './Plot';
import { Readout } from './Readout';
import type { TimeMark } from '../drawing/time';
import { keyTarget, useRested, type Pointer } from './usePointer';
import { useWheel } from './useWheel';
import { valueAt } from '../data/line';
import styles from './Chart.module.css';

export interface ChartProps {
  drawing: Drawing;
  frame: Frame;
  inks: Inks;
  unit: number;
  marks: readonly TimeMark[];
  zone: string;
  notes: readonly number[];
  hasTime: boolean;
  /** What the plot shows, by name. */
  name: string;
  pointer: Pointer | null;
  onPointer: (pointer: Pointer | null) => void;
  onZoom: (span: Span) => void;
  /** What can be done about the chosen instant. */
  actions: (at: number) => React.ReactNode;
  onDrawn?: (canvas: HTMLCanvasElement) => void;
  /** Stands in the plot, where there are several. */
  title: string | null;
}

/** The least that is dragged, px, to be meant. */
const meant = 5;

/** A plot with its labels, and the pointer over it: by mouse, finger or keys. */
export function Chart(props: ChartProps) {
  const { drawing, frame, inks, unit, marks, zone, notes, hasTime, name, pointer, onPointer, onZoom, actions } = props;
  const { span, scale, now } = drawing;
  const { definition } = drawing.subjects[0]!;
  const over = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  const valueText = useMemo(() => (value: number) => axisText(value, definition), [definition]);
  const labels = useMemo(() => labelsOf(drawing, frame, unit), [drawing, frame, unit]);
  const rested = useRested(drawing, pointer, zone);
  const last = Math.min(now, span.to);
  const shown: Span = { from: span.from, to: last };

  const placeOf = (event: { clientX: number }): number =>
    event.clientX - over.current!.getBoundingClientRect().left + frame.left;
  useWheel(over, (factor, event) =>
    onZoom(zoom(shown, factor, Math.min(last, atOf(placeOf(event), span, frame)), now)),
  );

  function onKeyDown(event: React.KeyboardEvent): void {
    const at = pointer?.at ?? last;
    const go = (key: string): void =>
      onPointer({ at: keyTarget(key, event.shiftKey, drawing, at) ?? at, isPinned: false });
    onKey(event, keys.chart, {
      step: go,
      ends: go,
      zoom: (key) => onZoom(zoom(shown, key === '-' ? 2 : 0.5, at, now)),
      page: (key) => onZoom(move(shown, key === 'PageUp' ? -0.5 : 0.5, now)),
      pin: () => onPointer({ at: nearest(drawing, at), isPinned: true }),
      leave: () => {
        if (pointer) onPointer(null);
        return pointer !== null;
      },
    });
  }

  const told = pointer && tell(drawing, pointer.at, zone);
  const x = pointer ? xOf(pointer.at, span, frame) : 0;
  const value = told ? told.value : null;
  return (
    <div className={styles.plot} style={{ width: frame.width, height: frame.height }}>
      <Plot
        drawing={drawing}
        frame={frame}
        inks={inks}
        unit={unit}
        marks={marks}
        valueText={valueText}
        notes={notes}
        hasTime={hasTime}
        onDrawn={props.onDrawn}
      />
      {props.title !== null && (
        <p className={styles.title} style={{ left: frame.left + 4, top: frame.top + 2 }}>
          {props.title}
        </p>
      )}
      <GapLabels drawing={drawing} frame={frame} />
      <Labels labels={labels} frame={frame} />
      {pointer && pointer.at >= span.from && pointer.at <= span.to && (
        <>
          <span
            className={styles.line}
            style={{ left: x, top: frame.top, height: plotHeight(frame) }}
            aria-hidden="true"
          />
          {drawing.subjects.map(({ title, line }) => {
            const own = told?.gap ? null : valueAt(line, pointer.at);
            return own === null ? null : (
              <span
                key={title}
                className={styles.ring}
                style={{ left: x, top: yOf(own, scale, frame) }}
                aria-hidden="true"
              />
            );
          })}
        </>
      )}
      {drag && (
        <span
          className={styles.drag}
          style={{
            left: Math.min(drag.from, drag.to),
            width: Math.abs(drag.to - drag.from),
            top: frame.top,
            height: plotHeight(frame),
          }}
        />
      )}
      <div
        ref={over}
        className={styles.over}
        style={{ left: frame.left, top: frame.top, width: plotWidth(frame), height: plotHeight(frame) }}
        role="slider"
        tabIndex={0}
        aria-label={`Point in time of ${name}`}
        aria-valuemin={Math.round(span.from)}
        aria-valuemax={Math.round(last)}
        aria-valuenow={Math.round(pointer?.at ?? last)}
        aria-valuetext={rested || 'now'}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          if (!pointer && event.currentTarget.matches(':focus-visible'))
            onPointer({ at: nearest(drawing, last), isPinned: false });
        }}
        onBlur={() => {
          if (pointer && !pointer.isPinned) onPointer(null);
        }}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          if (event.pointerType === 'touch') return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setDrag({ from: placeOf(event), to: placeOf(event) });
        }}
        onPointerMove={(event) => {
          const place = placeOf(event);
          if (drag) setDrag({ ...drag, to: Math.max(frame.left, Math.min(frame.left + plotWidth(frame), place)) });
          if (!pointer?.isPinned) onPointer({ at: nearest(drawing, atOf(place, span, frame)), isPinned: false });
        }}
        onPointerUp={(event) => {
          const place = placeOf(event);
          if (drag && Math.abs(drag.to - drag.from) >= meant) {
            const [from, to] = [drag.from, drag.to].toSorted((a, b) => a - b) as [number, number];
            onZoom({ from: atOf(from, span, frame), to: Math.min(now, atOf(to, span, frame)) });
            onPointer(null);
          } else onPointer({ at: nearest(drawing, atOf(place, span, frame)), isPinned: true });
          setDrag(null);
        }}
        onPointerCancel={() => setDrag(null)}
        onPointerLeave={(event) => {
          if (!drag && !pointer?.isPinned && event.pointerType !== 'touch') onPointer(null);
        }}
      />
      {told && !drag && (
        <Readout
          told={told}
          x={x}
          y={value === null ? frame.top + plotHeight(frame) / 2 : yOf(value, scale, frame)}
          frame={frame}
          isPinned={pointer.isPinned}
          onClose={() => {
            onPointer(null);
            over.current?.focus();
          }}
        >
          {pointer.isPinned && actions(pointer.at)}
        </Readout>
      )}
    </div>
  );
}
