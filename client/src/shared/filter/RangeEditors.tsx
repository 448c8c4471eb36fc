import { useId, useState } from 'react';
import { hoursText, secondsOf } from '../format/hours';
import { instantOf, localText, zoneTime } from '../format/zone';
import { Apply, type EditorProps } from './Apply';
import type { Column } from '../rows/columns';
import styles from './Editor.module.css';
import type { Condition } from './filters';
import { spanNames, spansOf } from './spans';

type End = string | number | null;

/** From and to in their order, whichever way they were typed; null where neither is. */
const rangeOf = (column: Column, from: End, to: End): Condition | null =>
  from === null && to === null
    ? null
    : {
        column: column.name,
        kind: 'range',
        ...(from !== null && to !== null && from > to ? { from: to, to: from } : { from, to }),
      };

/** Times: quick choices that move with the clock, or from and to by the desk's clock, wherever the reader sits. */
export function TimeEditor({ view: { zone }, column, condition, onDone }: EditorProps) {
  const range = condition?.kind === 'range' ? condition : null;
  const shown = (value: End): string =>
    typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? localText(Date.parse(value), zone) : '';
  const [from, setFrom] = useState(shown(range?.from ?? null));
  const [to, setTo] = useState(shown(range?.to ?? null));
  const read = (text: string): string | null => {
    const at = instantOf(text, zone);
    return at === null ? null : new Date(at).toISOString();
  };
  const span = condition?.kind === 'during' ? condition.span : null,
    isEmpty = condition?.kind === 'in' && condition.values.includes(null);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onDone(rangeOf(column, read(from), read(to)));
      }}
    >
      <div className={styles.quick} role="group" aria-label={`${column.title}, quick choices`}>
        {spansOf(column).map((id) => (
          <button
            key={id}
            type="button"
            aria-pressed={span === id}
            onClick={() => onDone({ column: column.name, kind: 'during', span: id })}
          >
            {spanNames[id]}
          </button>
        ))}
        <button
          type="button"
          aria-pressed={isEmpty}
          onClick={() => onDone({ column: column.name, kind: 'in', values: [null] })}
        >
          none
        </button>
      </div>
      <label>
        <bdi>{`${column.title} from, ${zoneTime(zone)}`}</bdi>
        <input type="datetime-local" value={from} onChange={(event) => setFrom(event.target.value)} />
      </label>
      <label>
        <bdi>{`to, ${zoneTime(zone)}`}</bdi>
        <input type="datetime-local" value={to} onChange={(event) => setTo(event.target.value)} />
      </label>
      <Apply />
    </form>
  );
}

/** Durations, in hours. */
export function LastsEditor({ column, condition, onDone }: EditorProps) {
  const range = condition?.kind === 'range' ? condition : null,
    hint = useId();
  const shown = (value: End | undefined): string => (value == null ? '' : hoursText(Number(value)));
  const [from, setFrom] = useState(shown(range?.from));
  const [to, setTo] = useState(shown(range?.to));
  const wrong = [from, to].map((text) => text.trim() !== '' && secondsOf(text) === null);
  const field = (label: string, text: string, isWrong: boolean, set: (text: string) => void): React.ReactNode => (
    <label>
      <bdi>{label}</bdi>
      <input
        type="text"
        value={text}
        aria-invalid={isWrong}
        aria-describedby={hint}
        placeholder="hours"
        onChange={(event) => set(event.target.value)}
      />
    </label>
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong.includes(true)) onDone(rangeOf(column, secondsOf(from), secondsOf(to)));
      }}
    >
      {field(`${column.title} from, in hours`, from, wrong[0]!, setFrom)}
      {field('to, in hours', to, wrong[1]!, setTo)}
      <p
        id={hint}
        className={wrong.includes(true) ? styles.wrong : styles.hint}
        role={wrong.includes(true) ? 'alert' : undefined}
      >{`${wrong.includes(true) ? 'This is no duration. ' : ''}Write 4, 4 h, 90 min or 2 d (of 24 h).`}</p>
      <Apply disabled={wrong.includes(true)} />
    </form>
  );
}

/** Plain numbers. */
export function NumberEditor({ column, condition, onDone }: EditorProps) {
  const range = condition?.kind === 'range' ? condition : null;
  const [from, setFrom] = useState(String(range?.from ?? ''));
  const [to, setTo] = useState(String(range?.to ?? ''));
  const read = (text: string): number | null => (text === '' ? null : Number(text));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onDone(rangeOf(column, read(from), read(to)));
      }}
    >
      <label>
        <bdi>{`${column.title} from`}</bdi>
        <input type="number" step="any" value={from} onChange={(event) => setFrom(event.target.value)} />
      </label>
      <label>
        to
        <input type="number" step="any" value={to} onChange={(event) => setTo(event.target.value)} />
      </label>
      <Apply />
    </form>
  );
}
