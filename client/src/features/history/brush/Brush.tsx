import { useMemo, useRef, useState } from 'react';
import { keys } from '../../../shared/keys/keys';
import { onKey } from '../../../shared/keys/onKey';
import type { KpiHistory } from '../../../shared/wire/wire';
import { day, type Span } from '../address/range';
import { lineOf, split } from '../data/line';
import { instantText, timeMarks } from '../drawing/time';
import { pathOf } from '../drawing/path';
import styles from './Brush.module.css';

interface Props {
  /** What the strip spans. */
  overview: Span;
  history: KpiHistory | null;
  /** The part of it that the chart shows. */
  shown: Span;
  now: number;
  zone: string;
  /** Margins, px: the strip stands under the plot. */
  left: number;
  right: number;
  width: number;
  unit: number;
  onChange: (span: Span) => void;
}

const shortest = 10 * 60_000;
type Part = 'from' | 'to' | 'both';

/** The strip below the chart: what lies about the range, with the range as a window that can be moved and stretched. */
export function Brush({ overview, history, shown, now, zone, left, right, width, unit, onChange }: Props) {
  const room = Math.max(1, width - left - right),
    height = 40 * unit;
  const strip = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<{ part: Part; at: number; span: Span } | null>(null);
  const window = drag?.span ?? shown;
  const length = overview.to - overview.from;
  const xOf = (at: number): number => ((at - overview.from) / length) * room;
  const marks = useMemo(() => timeMarks(overview, zone, room / (120 * unit)), [overview, zone, room, unit]);
  const paths = useMemo(() => {
    if (!history) return null;
    const until = history.computedUntil === null ? overview.from : Date.parse(history.computedUntil),
      whole = lineOf(history);
    return split(whole, until).map((line) =>
      pathOf(line, { ...overview, width: room, height, inset: 6 * unit }, whole),
    );
  }, [history, overview, room, height, unit]);
  const atOf = (event: React.PointerEvent): number =>
    overview.from + ((event.clientX - strip.current!.getBoundingClientRect().left) / room) * length;

  /** The window with an end, or all of it, moved by a time. */
  function moved(part: Part, span: Span, by: number): Span {
    const earliest = overview.from,
      latest = overview.to;
    if (part === 'both') {
      const shift = Math.max(earliest - span.from, Math.min(latest - span.to, by));
      return { from: span.from + shift, to: span.to + shift };
    }
    if (part === 'from') return { ...span, from: Math.max(earliest, Math.min(span.to - shortest, span.from + by)) };
    return { ...span, to: Math.min(latest, Math.max(span.from + shortest, span.to + by)) };
  }

  const handlers = (part: Part) => ({
    onPointerDown: (event: React.PointerEvent<HTMLElement>): void => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      event.stopPropagation();
      setDrag({ part, at: atOf(event), span: shown });
    },
    onPointerMove: (event: React.PointerEvent<HTMLElement>): void => {
      if (drag?.part === part) setDrag({ ...drag, span: moved(part, shown, atOf(event) - drag.at) });
    },
    onPointerUp: (): void => {
      if (drag && (drag.span.from !== shown.from || drag.span.to !== shown.to)) onChange(drag.span);
      setDrag(null);
    },
    onPointerCancel: (): void => setDrag(null),
  });

  function onKeyDown(part: Part, event: React.KeyboardEvent): void {
    const step = Math.max(60_000, length / 360);
    const by = (change: number): void => onChange(moved(part, shown, change));
    onKey(event, keys.brush, {
      step: (key) => by(key === 'ArrowLeft' || key === 'ArrowDown' ? -step : step),
      week: (key) => by(key === 'PageUp' ? 7 * day : -7 * day),
      ends: (key) => by(key === 'Home' ? -length : length),
    });
  }

  const field = (part: 'from' | 'to', name: string) => (
    <div
      {...handlers(part)}
      className={styles.handle}
      style={{ left: xOf(window[part]) }}
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-valuemin={Math.round(overview.from)}
      aria-valuemax={Math.round(overview.to)}
      aria-valuenow={Math.round(window[part])}
      aria-valuetext={instantText(window[part], zone, false, now)}
      onKeyDown={(event) => onKeyDown(part, event)}
    />
  );

  return (
    <div className={styles.brush} style={{ paddingLeft: left, paddingRight: right }} role="group" aria-label="Overview">
      <div ref={strip} className={styles.strip} style={{ height }}>
        <svg width={room} height={height} aria-hidden="true">
          {marks
            .filter(({ text }) => text !== null)
            .map(({ at }) => (
              <path key={at} className={styles.mark} d={`M${xOf(at)} 0V${height}`} />
            ))}
          {paths?.[0] && <path className={styles.computed} d={paths[0]} />}
          {paths?.[1] && <path className={styles.value} d={paths[1]} />}
        </svg>
        <div
          {...handlers('both')}
          className={styles.window}
          style={{ left: xOf(window.from), width: Math.max(2, xOf(window.to) - xOf(window.from)) }}
        />
        {field('from', 'Begin of the range')}
        {field('to', 'End of the range')}
      </div>
      <p className={styles.length} style={{ width: right }}>{`${Math.round(length / day)} days`}</p>
      <div className={styles.marks} aria-hidden="true">
        {marks
          .filter(({ text, at }) => text !== null && xOf(at) < room - 20)
          .map(({ at, text }) => (
            <span key={at} style={{ left: left + xOf(at) + 4 }}>
              {text}
            </span>
          ))}
      </div>
    </div>
  );
}
