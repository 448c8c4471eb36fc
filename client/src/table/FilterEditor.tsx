import { useEffect, useState } from 'react';
import { whole } from '../format/number';
import { get } from '../wire/api';
import type { CellValue, ValueCount } from '../wire/rows';
import type { Column } from './columns';
import type { Condition } from './filters';
import { rowsPath } from './useTable';
import styles from './TablePage.module.css';

interface Props { desk: string; kpi: string | null; columns: readonly Column[]; condition: Condition | null; onDone: (condition: Condition | null) => void }

/** Long texts are searched, everything else has few enough values to choose from. */
const isLong = (column: Column): boolean => ['id', 'title', 'ticketId', 'address', 'contact', 'requester'].includes(column.name);

/** One condition: a text it contains, some values, a range of numbers or times. */
export function FilterEditor({ desk, kpi, columns, condition, onDone }: Props) {
  const [name, setName] = useState(condition?.column || columns.find(column => column.name === 'priority')?.name || columns[0]!.name);
  const column = columns.find(one => one.name === name) ?? columns[0]!;
  const same = condition?.column === column.name ? condition : null;
  return (
    <>
      <label>Column<select value={name} onChange={event => setName(event.target.value)} autoFocus>{columns.map(one => <option key={one.name} value={one.name}>{one.title}</option>)}</select></label>
      {column.type === 'time' || (column.type === 'number' && column.name !== 'priority' && column.name !== 'rating')
        ? <Range key={name} column={column} condition={same?.kind === 'range' ? same : null} onDone={onDone} />
        : isLong(column) ? <Contains key={name} column={column} condition={same?.kind === 'contains' ? same : null} onDone={onDone} />
          : column.type === 'yesno' ? <YesNo key={name} column={column} onDone={onDone} />
            : <Values key={name} desk={desk} kpi={kpi} column={column} condition={same?.kind === 'in' ? same : null} onDone={onDone} />}
    </>
  );
}

function Contains({ column, condition, onDone }: { column: Column; condition: Extract<Condition, { kind: 'contains' }> | null; onDone: Props['onDone'] }) {
  const [text, setText] = useState(condition?.text ?? '');
  return (
    <form className={styles.editor} style={{ padding: 0, width: 'auto' }} onSubmit={event => { event.preventDefault(); onDone(text.trim() ? { column: column.name, kind: 'contains', text: text.trim() } : null); }}>
      <label>{column.title} contains<input type="text" value={text} onChange={event => setText(event.target.value)} /></label>
      <Go />
    </form>
  );
}

function YesNo({ column, onDone }: { column: Column; onDone: Props['onDone'] }) {
  return <div className={styles.go}>{[true, false].map(value => <button key={String(value)} type="button" className={styles.apply} onClick={() => onDone({ column: column.name, kind: 'is', value })}>{value ? 'Yes' : 'No'}</button>)}</div>;
}

/** What a field of local time shows for an instant; typed and shown in this browser's own zone. */
const local = (value: string | number | null): string => {
  if (typeof value !== 'string' || Number.isNaN(Date.parse(value))) return '';
  const at = new Date(value);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

function Range({ column, condition, onDone }: { column: Column; condition: Extract<Condition, { kind: 'range' }> | null; onDone: Props['onDone'] }) {
  const isTime = column.type === 'time';
  const [from, setFrom] = useState(isTime ? local(condition?.from ?? null) : String(condition?.from ?? ''));
  const [to, setTo] = useState(isTime ? local(condition?.to ?? null) : String(condition?.to ?? ''));
  const read = (text: string): string | number | null => text === '' ? null : isTime ? new Date(text).toISOString() : Number(text);
  const type = isTime ? 'datetime-local' : 'number';
  return (
    <form className={styles.editor} style={{ padding: 0, width: 'auto' }} onSubmit={event => { event.preventDefault(); onDone(from || to ? { column: column.name, kind: 'range', from: read(from), to: read(to) } : null); }}>
      <label>{column.title} from{isTime ? ', your time' : ''}<input type={type} step="any" value={from} onChange={event => setFrom(event.target.value)} /></label>
      <label>to<input type={type} step="any" value={to} onChange={event => setTo(event.target.value)} /></label>
      <Go />
    </form>
  );
}

function Values({ desk, kpi, column, condition, onDone }: { desk: string; kpi: string | null; column: Column; condition: Extract<Condition, { kind: 'in' }> | null; onDone: Props['onDone'] }) {
  const [found, setFound] = useState<readonly ValueCount[] | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<CellValue>>(new Set(condition?.values ?? []));
  useEffect(() => {
    const stop = new AbortController();
    get<ValueCount[]>(`${rowsPath(desk, kpi)}/values?column=${column.name}`, stop.signal).then(setFound, () => { if (!stop.signal.aborted) setFound([]); });
    return () => stop.abort();
  }, [desk, kpi, column.name]);
  const rows = [...(found ?? []), ...[...chosen].filter(value => !found?.some(one => one.value === value)).map(value => ({ value, count: 0 }))];
  const toggle = (value: CellValue): void => { const next = new Set(chosen); if (!next.delete(value)) next.add(value); setChosen(next); };
  return (
    <form className={styles.editor} style={{ padding: 0, width: 'auto' }} onSubmit={event => { event.preventDefault(); onDone(chosen.size > 0 ? { column: column.name, kind: 'in', values: [...chosen] as (string | number | null)[] } : null); }}>
      <div className={styles.choices} role="group" aria-label={column.title}>
        {found === null && <span role="status">Reading the values</span>}
        {rows.map(({ value, count }) => <label key={String(value)}><input type="checkbox" checked={chosen.has(value)} onChange={() => toggle(value)} />{value === null ? 'none' : String(value)}<small>{whole(count)}</small></label>)}
      </div>
      <Go />
    </form>
  );
}

const Go = () => <div className={styles.go}><button type="submit" className={styles.apply}>Apply</button></div>;
