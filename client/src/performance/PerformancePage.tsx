import { ArrowDown, ArrowUp, Columns3, Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { Link } from 'wouter';
import { rowsOf } from '../card/rowsOf';
import { StatusShape } from '../card/shapes';
import { shown } from '../card/shown';
import { kindOf, valueText } from '../format/value';
import { useTopics } from '../session/useTopics';
import { useDesk } from '../store/desk';
import { useTick } from '../tick/ticker';
import ui from '../ui/ui.module.css';
import { at } from '../wire/api';
import type { KpiDefinition, KpiResult } from '../wire/wire';
import { breakdownIn, cellStatus, chosenKpis, keepKpis, rowsOfTable, sortRows, tableOf, tables, type Table } from './model';
import styles from './PerformancePage.module.css';

/** Key performance tables: every group's numbers side by side, live, with the cards as totals. */
export default function PerformancePage({ dimension }: { dimension: string }) {
  const table = tableOf(dimension);
  const desk = useDesk(state => state.desk);
  const order = useDesk(state => state.order);
  useTopics(table.breakdowns.map(breakdown => `table:${breakdown}`));
  if (!desk || order.length === 0) return <div className={styles.page} aria-busy="true" />;
  return <Filled key={`${desk.id} ${table.id}`} table={table} desk={desk.id} />;
}

function Filled({ table, desk }: { table: Table; desk: string }) {
  const catalogue = useDesk(state => state.catalogue);
  const order = useDesk(state => state.order);
  const results = useDesk(state => state.results);
  const possible = useMemo(() => order.map(id => catalogue[id]!).filter(definition => breakdownIn(table, definition)), [order, catalogue, table]);
  const [ids, setIds] = useState(() => chosenKpis(table, possible.map(definition => definition.id)));
  const [sort, setSort] = useState<{ by: string | null; down: boolean }>({ by: null, down: false });
  const definitions = possible.filter(definition => ids.includes(definition.id));
  const rows = sortRows(rowsOfTable(table, definitions, results), sort.by, sort.down);
  const choose = (next: string[]): void => { setIds(next); keepKpis(table, next); };
  return (
    <div className={styles.page}>
      <div className={styles.top}>
        <h2>Performance</h2>
        <nav className={styles.tabs} aria-label="Tables">{tables.map(({ id, text }) => <Link key={id} href={`/performance/${id}`} aria-current={id === table.id ? 'page' : undefined}>{text}</Link>)}</nav>
        <div className={styles.right}>
          <Chooser possible={possible} ids={ids} onChoose={choose} />
          <a className={styles.button} href={`${at(desk)}/tables/${table.id}.csv?kpis=${definitions.map(definition => definition.id).join(',')}`} download=""><Download size="1rem" strokeWidth={1.5} aria-hidden="true" />Export CSV</a>
        </div>
      </div>
      <div className={styles.frame} tabIndex={0} role="region" aria-label={`Performance by ${table.text.toLowerCase()}`}>
        <table className={styles.table}>
          <thead>
            <tr>
              <Head text={table.text} way={sort.by === null ? sort.down : null} onSort={() => setSort({ by: null, down: sort.by === null && !sort.down })} first />
              {definitions.map(definition => (
                <Head
                  key={definition.id} text={shown(definition).title} note={shown(definition).window} way={sort.by === definition.id ? sort.down : null}
                  onSort={() => setSort({ by: definition.id, down: sort.by === definition.id ? !sort.down : true })}
                />
              ))}
            </tr>
          </thead>
          <tbody>{rows.map(row => (
            <tr key={row.group}>
              <th scope="row">{row.group === '(none)' ? `no ${table.text.toLowerCase()}` : table.id === 'priority' ? `Priority ${row.group}` : row.group}</th>
              {definitions.map(definition => {
                const there = definition.id in row.values;
                return (
                  <Cell
                    key={definition.id} definition={definition} value={row.values[definition.id]} result={results[definition.id]} there={there}
                    href={there ? rowsOf(definition.id, { dimension: breakdownIn(table, definition)!, name: row.group }) : null}
                  />
                );
              })}
            </tr>
          ))}</tbody>
          <tfoot>
            <tr>
              <th scope="row">Whole desk</th>
              {definitions.map(definition => <Cell key={definition.id} definition={definition} value={results[definition.id]?.value} result={results[definition.id]} there total href={rowsOf(definition.id, null)} />)}
            </tr>
          </tfoot>
        </table>
        {rows.length === 0 && <p className={styles.empty} role="status">{Object.keys(results).length === 0 ? 'Reading' : 'No group has anything to show.'}</p>}
      </div>
    </div>
  );
}

function Head({ text, note, way, onSort, first }: { text: string; note?: string | undefined; way: boolean | null; onSort: () => void; first?: boolean }) {
  return (
    <th scope="col" aria-sort={way === null ? 'none' : way ? 'descending' : 'ascending'} className={first ? styles.first : undefined}>
      <button type="button" onClick={onSort} className={way === null ? '' : styles.sorted}>
        {way !== null && (way ? <ArrowDown size=".875rem" strokeWidth={1.75} aria-hidden="true" /> : <ArrowUp size=".875rem" strokeWidth={1.75} aria-hidden="true" />)}
        <span>{text}{note && <small> {note}</small>}</span>
      </button>
    </th>
  );
}

interface CellProps { definition: KpiDefinition; value: number | null | undefined; result: KpiResult | undefined; there: boolean; href: string | null; total?: boolean }

function Cell({ definition, value, result, there, href, total }: CellProps) {
  const rate = result?.rate ?? 0, from = result ? Date.parse(result.asOf) : 0;
  // Ages grow by themselves; to the minute, as their cards.
  const now = useTick(at => value == null ? null : rate === 0 ? value : Math.floor((value + Math.max(0, (at - from) / 1000)) / 60) * 60);
  const status = total ? result?.status ?? 'none' : cellStatus(definition, value);
  const marked = status === 'critical' || status === 'warning';
  const text = now === null ? (there ? '–' : '') : valueText(now, kindOf(definition), definition);
  return (
    <td className={marked ? styles[status] : undefined}>
      {href && <Link href={href}>{marked && <><StatusShape status={status} className={styles.shape} /><span className="hidden-text">{status}, </span></>}{text}</Link>}
    </td>
  );
}

function Chooser({ possible, ids, onChoose }: { possible: readonly KpiDefinition[]; ids: readonly string[]; onChoose: (ids: string[]) => void }) {
  const groups = [...new Set(possible.map(definition => definition.group))];
  const toggle = (id: string): void => { const next = ids.includes(id) ? ids.filter(other => other !== id) : [...ids, id]; if (next.length > 0) onChoose(next); };
  return (
    <DialogTrigger>
      <Button className={styles.button ?? ''}><Columns3 size="1rem" strokeWidth={1.5} aria-hidden="true" />Numbers</Button>
      <Popover className={ui.popover ?? ''} placement="bottom end" offset={6}>
        <Dialog className={styles.chooser ?? ''} aria-label="Numbers in the table">
          {groups.map(group => (
            <fieldset key={group}><legend>{group}</legend>
              {possible.filter(definition => definition.group === group).map(definition => <label key={definition.id}><input type="checkbox" checked={ids.includes(definition.id)} onChange={() => toggle(definition.id)} />{definition.title}</label>)}
            </fieldset>
          ))}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
