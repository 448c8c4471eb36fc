import { ChevronDown, Plus, Search, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { columnTime } from './cellText';
import { useDesk } from '../store/desk';
import { tickNow } from '../tick/ticker';
import { Choice } from '../ui/Choice';
import ui from '../ui/ui.module.css';
import type { Column } from './columns';
import { FilterEditor } from './FilterEditor';
import type { Condition } from './filters';
import type { Sort, TableQuery } from './query';
import styles from './TablePage.module.css';

interface Props {
  desk: string;
  kpi: string | null;
  columns: readonly Column[];
  query: TableQuery;
  sort: readonly Sort[];
  onChange: (change: Partial<TableQuery>) => void;
  search: React.RefObject<HTMLInputElement | null>;
}

const quiet = 300;

/** Search, filters, group and sort of a table; all of it stands in the address. */
export function FilterBar({ desk, kpi, columns, query, sort, onChange, search }: Props) {
  const plain = columns.filter(column => !column.of);
  const sortName = (): string => { const [first] = sort; const column = columns.find(one => (one.of ?? one.name) === first?.column && one.of) ?? columns.find(one => one.name === first?.column); return column?.title ?? 'Ticket'; };
  const replace = (at: number, condition: Condition | null): void => onChange({ conditions: condition ? query.conditions.map((one, i) => i === at ? condition : one) : query.conditions.filter((_, i) => i !== at) });
  return (
    <div className={styles.bar} role="search">
      <SearchBox text={query.search} input={search} onChange={text => onChange({ search: text })} />
      {query.conditions.map((condition, at) => (
        <span key={at} className={styles.condition}>
          <DialogTrigger>
            <Button>{condition.column && <span>{plain.find(column => column.name === condition.column)?.title ?? condition.column}</span>} <b><Words condition={condition} /></b></Button>
            <Popover className={ui.popover ?? ''} placement="bottom start" offset={6}>
              <Dialog className={styles.editor ?? ''} aria-label="Change the filter">{({ close }) => <FilterEditor desk={desk} kpi={kpi} columns={plain} condition={condition} onDone={next => { replace(at, next); close(); }} />}</Dialog>
            </Popover>
          </DialogTrigger>
          <button type="button" aria-label="Remove this filter" onClick={() => replace(at, null)}><X size=".875rem" strokeWidth={1.75} aria-hidden="true" /></button>
        </span>
      ))}
      <DialogTrigger>
        <Button className={styles.plain ?? ''}><Plus size="1rem" strokeWidth={1.5} aria-hidden="true" />Add filter</Button>
        <Popover className={ui.popover ?? ''} placement="bottom start" offset={6}>
          <Dialog className={styles.editor ?? ''} aria-label="Add a filter">{({ close }) => <FilterEditor desk={desk} kpi={kpi} columns={plain} condition={null} onDone={next => { if (next) onChange({ conditions: [...query.conditions, next] }); close(); }} />}</Dialog>
        </Popover>
      </DialogTrigger>
      {(query.conditions.length > 0 || query.search !== '') && <button type="button" className={styles.plain} onClick={() => onChange({ conditions: [], search: '' })}>Clear</button>}
      <div className={styles.right}>
        <Choice
          label={`Group by ${plain.find(column => column.name === query.group)?.title ?? 'nothing'}`} className={styles.plain} chosen={query.group ?? ''} onChoose={group => onChange({ group: group || null })}
          options={[{ id: '', text: 'Nothing' }, ...plain.map(column => ({ id: column.name, text: column.title, ...(column.type === 'time' ? { note: 'by day' } : {}) }))]}
        >Group by <b>{plain.find(column => column.name === query.group)?.title ?? 'nothing'}</b> <ChevronDown size="1rem" strokeWidth={1.5} aria-hidden="true" /></Choice>
        <Choice
          label={`Sort by ${sortName()}`} className={styles.plain} chosen={sort[0] ? `${sort[0].down ? '-' : ''}${sort[0].column}` : ''} onChoose={key => onChange({ sort: [{ column: key.replace(/^-/, ''), down: key.startsWith('-') }] })}
          options={plain.flatMap(column => column.type === 'time' ? [{ id: `-${column.name}`, text: column.title, note: 'latest first' }, { id: column.name, text: column.title, note: 'earliest first' }] : [{ id: column.name, text: column.title, note: column.type === 'number' ? 'least first' : 'A to Z' }, { id: `-${column.name}`, text: column.title, note: column.type === 'number' ? 'greatest first' : 'Z to A' }])}
        >Sort by <b>{sortName()}</b>{sort.length > 1 ? ` and ${sort.length - 1} more` : ''} <ChevronDown size="1rem" strokeWidth={1.5} aria-hidden="true" /></Choice>
      </div>
    </div>
  );
}

function SearchBox({ text, input, onChange }: { text: string; input: React.RefObject<HTMLInputElement | null>; onChange: (text: string) => void }) {
  const [typed, setTyped] = useState(text);
  const [known, setKnown] = useState(text);
  // Another search came by the address (a link, or Clear): it is shown.
  if (known !== text) { setKnown(text); setTyped(text); }
  useEffect(() => {
    if (typed === text) return;
    const timer = setTimeout(() => onChange(typed), quiet);
    return () => clearTimeout(timer);
  }, [typed, text, onChange]);
  return (
    <label className={styles.search}>
      <Search size="1rem" strokeWidth={1.5} aria-hidden="true" /><span className="hidden-text">Search these rows</span>
      <input ref={input} type="search" value={typed} placeholder="Search these rows" onChange={event => setTyped(event.target.value)} onKeyDown={event => { if (event.key === 'Escape') setTyped(''); }} />
    </label>
  );
}

function Words({ condition }: { condition: Condition }) {
  const zone = useDesk(state => state.desk?.timeZone ?? 'UTC');
  const shown = (value: string | number): string => typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? columnTime(Date.parse(value), tickNow(), zone) : String(value);
  switch (condition.kind) {
    case 'contains': return <>contains “{condition.text}”</>;
    case 'is': return <>{condition.value ? 'yes' : 'no'}</>;
    case 'raw': return <>{condition.text}</>;
    case 'range': return <>{condition.from !== null && condition.to !== null ? `${shown(condition.from)} to ${shown(condition.to)}` : condition.from !== null ? `from ${shown(condition.from)}` : `up to ${shown(condition.to!)}`}</>;
    case 'in': return <>{condition.values.map(value => value === null ? 'none' : shown(value)).join(', ')}</>;
  }
}
