import { Flag } from 'lucide-react';
import { StatusShape } from '../../../shared/kpi/shapes';
import type { AlertSpan, Note } from '../../../shared/wire/wire';
import type { Span } from '../address/range';
import { plotWidth, xOf, type Frame } from './frame';
import { instantText } from '../drawing/time';
import styles from './Lanes.module.css';

interface Props {
  span: Span;
  now: number;
  frame: Frame;
  zone: string;
  alerts: readonly AlertSpan[];
  notes: readonly Note[];
  onNote: (note: Note) => void;
}

const least = 3,
  noteRoom = 150;

/** Alerts and notes above the plot, each where it was in time. */
export function Lanes({ span, now, frame, zone, alerts, notes, onNote }: Props) {
  const clampX = (at: number): number =>
    Math.max(frame.left, Math.min(frame.left + plotWidth(frame), xOf(at, span, frame)));
  const shown = notes.filter(({ at, until }) => Date.parse(until ?? at) >= span.from && Date.parse(at) <= span.to);
  return (
    <div>
      {alerts.length > 0 && (
        <div className={styles.lane}>
          <span className={styles.name}>Alerts</span>
          <ul>
            {alerts.map(({ id, severity, from, to }) => {
              const left = clampX(Date.parse(from)),
                right = clampX(to === null ? now : Date.parse(to));
              const status = severity === 'critical' ? 'critical' : 'warning';
              const when = (at: string): string => instantText(Date.parse(at), zone, false, now);
              const text = `${status}, ${when(from)} to ${to === null ? 'now' : when(to)}`;
              return (
                <li
                  key={id}
                  style={{ left, width: Math.max(least, right - left) }}
                  className={styles[status]}
                  title={text}
                >
                  <StatusShape status={status} className={styles.shape} />
                  <span className="hidden-text">{text}</span>
                </li>
              );
            })}
          </ul>
        </div>
      )}
      {shown.length > 0 && (
        <div className={styles.lane}>
          <span className={styles.name}>Notes</span>
          <ul>
            {shown.map((note, i) => {
              const left = clampX(Date.parse(note.at)),
                next = shown[i + 1];
              const room = (next ? clampX(Date.parse(next.at)) : frame.width) - left - 4;
              const when = (at: string): string => instantText(Date.parse(at), zone, false, now);
              const time = note.until ? `${when(note.at)} to ${when(note.until)}` : when(note.at);
              const length = note.until ? clampX(Date.parse(note.until)) - left : 0;
              return (
                <li key={note.id} style={{ left }}>
                  {note.until && (
                    <i className={styles.lasted} style={{ width: Math.max(least, length) }} aria-hidden="true" />
                  )}
                  <button
                    type="button"
                    data-note={note.id}
                    style={{ maxWidth: Math.max(20, Math.min(room, 2 * noteRoom)) }}
                    title={`${time}: ${note.text}`}
                    aria-label={`Note of ${time}: ${note.text}`}
                    onClick={() => onNote(note)}
                  >
                    <Flag size=".75rem" fill="currentColor" strokeWidth={1.5} aria-hidden="true" />
                    {room > 44 && <span dir="auto">{note.text}</span>}
                  </button>
                </li>
              );
            })}
          </ul>
        </div>
      )}
    </div>
  );
}
