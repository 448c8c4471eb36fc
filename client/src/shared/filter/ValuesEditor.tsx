import { useEffect, useState } from 'react';
import { whole } from '../format/number';
import { tickNow } from '../tick/ticker';
import type { CellValue, ValueCount } from '../wire/rows';
import { Apply, type EditorProps } from './Apply';
import { valueWords } from './conditionText';
import styles from './Editor.module.css';

/** More values than these get a field that narrows them. */
const many = 10;

/** Some of the values that a column has among the rows. */
export function ValuesEditor({ view, column, condition, onDone }: EditorProps) {
  const { zone, values } = view;
  const [found, setFound] = useState<readonly ValueCount[] | 'failed' | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<CellValue>>(
    new Set(condition?.kind === 'in' ? condition.values : []),
  );
  const [part, setPart] = useState('');
  useEffect(() => {
    const stop = new AbortController();
    values(column.name, stop.signal).then(setFound, () => {
      if (!stop.signal.aborted) setFound('failed');
    });
    return () => stop.abort();
  }, [values, column.name]);
  const known = found === null || found === 'failed' ? [] : found;
  const all = [
    ...known,
    ...[...chosen].filter((value) => !known.some((one) => one.value === value)).map((value) => ({ value, count: 0 })),
  ].map((one) => ({ ...one, words: valueWords(one.value, column, { now: tickNow(), zone }) }));
  const rows = all.filter(({ words }) => words.toLocaleLowerCase().includes(part.trim().toLocaleLowerCase()));
  const toggle = (value: CellValue): void => {
    const next = new Set(chosen);
    if (!next.delete(value)) next.add(value);
    setChosen(next);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onDone(
          chosen.size > 0
            ? { column: column.name, kind: 'in', values: [...chosen] as (string | number | null)[] }
            : null,
        );
      }}
    >
      {all.length > many && (
        <label>
          <bdi>{`Find among ${whole(all.length)}`}</bdi>
          <input type="search" dir="auto" value={part} onChange={(event) => setPart(event.target.value)} />
        </label>
      )}
      <div className={styles.choices} role="group" aria-label={column.title}>
        {found === null && <span role="status">Reading the values</span>}
        {found === 'failed' && <span role="alert">Apollo does not answer.</span>}
        {found !== null && rows.length === 0 && found !== 'failed' && (
          <span role="status">{all.length === 0 ? 'There is no value.' : 'No value has this.'}</span>
        )}
        {rows.map(({ value, count, words }) => (
          <label key={String(value)}>
            <input type="checkbox" checked={chosen.has(value)} onChange={() => toggle(value)} />
            <span dir="auto">{words}</span>
            <small>{whole(count)}</small>
          </label>
        ))}
      </div>
      <Apply />
    </form>
  );
}
