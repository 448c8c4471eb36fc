import { ChevronDown, ChevronRight } from 'lucide-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { whole } from '../format/number';
import { rowKey, type RowsGroup } from '../wire/rows';
import type { KpiDefinition } from '../wire/wire';
import { columnsOf, type Column } from './columns';
import { Detail } from './Detail';
import { Heading } from './Heading';
import type { LayoutActions } from './layout';
import type { Sort, TableQuery } from './query';
import { Cells, GhostCells } from './Row';
import { groupKey, Lines, type RowsModel, type RowsState } from './rowsModel';
import { groupName, subtotalText } from './subtotals';
import styles from './DataTable.module.css';

interface Props {
  desk: string;
  definition: KpiDefinition | undefined;
  zone: string;
  model: RowsModel;
  state: RowsState;
  layout: LayoutActions;
  query: TableQuery;
  sort: readonly Sort[];
  onChange: (change: Partial<TableQuery>) => void;
}

const join = (...names: (string | false | undefined)[]): string => names.filter(Boolean).join(' ');

/** Widths as a grid's columns: the opener, then the columns; the widest takes what is left. */
const template = (columns: readonly Column[]): string => ['2.25rem', ...columns.map(column => column.grows ? `minmax(${column.width / 16}rem, 1fr)` : `${column.width / 16}rem`)].join(' ');

/** Heights of a row and of a group's head, px. */
function heights(): [number, number] {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  return [(matchMedia('(pointer: coarse)').matches ? 2.75 : 2.25) * rem, 2.125 * rem];
}

/** The rows behind a number: a grid that draws only what is in sight. */
export function DataTable({ desk, definition, zone, model, state, layout, query, sort, onChange }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState(0);
  const { page } = state;
  const lines = useMemo(() => new Lines(page?.total ?? 0, page?.groups ?? null, closed, state.ghosts, query.group), [page, closed, state.ghosts, query.group]);
  const [line, groupLine] = useMemo(heights, []);
  const virtual = useVirtualizer({
    count: lines.count, getScrollElement: () => frame.current, estimateSize: index => lines.at(index).kind === 'group' ? groupLine : line, overscan: 8, initialRect: { width: 1000, height: 600 },
  });
  // An opened row has the height of its detail; closed again, that of any row.
  useEffect(() => { virtual.measure(); }, [virtual, query.open]);
  const items = virtual.getVirtualItems();
  const rows = items.map(item => lines.at(item.index)).filter(line => line.kind === 'row').map(line => line.index);
  const [from, to] = [rows[0] ?? 0, rows[rows.length - 1] ?? 0];
  useEffect(() => { model.see(from, to); }, [model, from, to, page]);

  const context = useMemo(() => ({ columns: layout.columns, definition, zone, at: page ? Date.parse(page.at) : Date.now(), rate: page?.rate ?? 0 }), [layout.layout, definition, zone, page]);
  const current = Math.min(active, Math.max(0, lines.count - 1));

  const latest = useRef({ open: query.open, onChange });
  latest.current = { open: query.open, onChange };
  const toggle = useCallback((id: string) => latest.current.onChange({ open: latest.current.open === id ? null : id }), []);

  function toggleGroup(group: RowsGroup): void {
    const next = new Set(closed);
    if (!next.delete(groupKey(group))) next.add(groupKey(group));
    setClosed(next);
  }

  function onKeyDown(event: React.KeyboardEvent): void {
    if ((event.target as HTMLElement).closest('[data-detail]') || event.ctrlKey || event.metaKey || event.altKey) return;
    const line = lines.count > 0 ? lines.at(current) : null;
    const steps: Record<string, number> = { ArrowDown: current + 1, ArrowUp: current - 1, PageDown: current + 12, PageUp: current - 12, Home: 0, End: lines.count - 1 };
    const next = steps[event.key];
    if (next !== undefined) {
      event.preventDefault();
      const target = Math.max(0, Math.min(lines.count - 1, next));
      setActive(target);
      virtual.scrollToIndex(target);
      requestAnimationFrame(() => frame.current?.querySelector<HTMLElement>(`[data-line="${target}"]`)?.focus({ preventScroll: true }));
    } else if (event.key === 'Enter' || event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      if ((event.target as HTMLElement).closest('button')) return;
      if (line?.kind === 'group') {
        if (event.key === 'Enter' || (event.key === 'ArrowLeft') !== closed.has(groupKey(line.group))) { event.preventDefault(); toggleGroup(line.group); }
      } else if (line?.kind === 'row' && event.key === 'Enter') {
        const row = model.row(line.index);
        if (row) { event.preventDefault(); toggle(row.id); }
      }
    } else if (event.key === 'Escape' && query.open) onChange({ open: null });
  }

  const stuck = page?.groups && items.length > 0 ? lines.groupOf(firstInSight(items, virtual.scrollOffset ?? 0)) : null;
  return (
    <div ref={frame} className={styles.frame}>
      <div
        className={styles.grid} role="treegrid" aria-label={definition?.title ?? 'Tickets'} aria-rowcount={(page?.total ?? 0) + 1} aria-colcount={layout.columns.length + 1}
        style={{ '--columns': template(layout.columns) } as React.CSSProperties} onKeyDown={onKeyDown}
      >
        <div className={styles.head} role="row" aria-rowindex={1}>
          <span role="columnheader"><span className="hidden-text">Open</span></span>
          {layout.columns.map(column => <Heading key={column.name} column={column} sort={sort} onSort={next => onChange({ sort: next })} onResize={width => layout.resize(column.name, width)} />)}
        </div>
        {stuck && <div className={styles.stuck} aria-hidden="true"><GroupHead group={stuck} query={query} context={context} closed={closed.has(groupKey(stuck))} /></div>}
        <div className={styles.body} role="presentation" style={{ height: virtual.getTotalSize() }}>
          {items.map(item => {
            const line = lines.at(item.index);
            const row = line.kind === 'row' ? model.row(line.index) : undefined;
            const open = row !== undefined && query.open === row.id;
            const common = { 'data-line': item.index, tabIndex: item.index === current ? 0 : -1, onFocus: () => setActive(item.index) };
            return (
              <div key={item.key} ref={open ? virtual.measureElement : undefined} data-index={item.index} className={styles.line} role="presentation" style={{ transform: `translateY(${item.start}px)` }}>
                {line.kind === 'group' ? (
                  <div {...common} className={styles.group} role="row" aria-level={1} aria-expanded={!closed.has(groupKey(line.group))} onClick={() => toggleGroup(line.group)}>
                    <span role="gridcell" aria-colspan={layout.columns.length + 1} style={{ display: 'contents' }}><GroupHead bare group={line.group} query={query} context={context} closed={closed.has(groupKey(line.group))} /></span>
                  </div>
                ) : line.kind === 'ghost' ? <div className={join(styles.row, styles.isGone)} role="row"><GhostCells ghost={line.ghost} context={context} /></div>
                  : row ? (
                    <>
                      <div
                        {...common} className={join(styles.row, open && styles.isOpen, state.entered.has(rowKey(row)) && styles.isNew)} role="row" data-row-id={row.id}
                        aria-rowindex={line.index + 2} aria-level={page?.groups ? 2 : 1} aria-expanded={open} onDoubleClick={() => toggle(row.id)}
                      >
                        <Cells row={row} context={context} entered={state.entered.get(rowKey(row))} open={open} onToggle={toggle} />
                      </div>
                      {open && <div role="row"><div role="gridcell" aria-colspan={layout.columns.length + 1} data-detail><Detail desk={desk} id={row.id} row={row} zone={zone} definition={definition} version={page?.sliceVersion ?? ''} /></div></div>}
                    </>
                  ) : <div className={styles.waiting} role="row"><span role="gridcell"><i /><span className="hidden-text">Loading</span></span></div>}
              </div>
            );
          })}
        </div>
        {page && page.total === 0 && <Empty counted={page.counted} query={query} onChange={onChange} />}
      </div>
    </div>
  );
}

const firstInSight = (items: readonly { index: number; start: number; end: number }[], offset: number): number => (items.find(item => item.end > offset) ?? items[0]!).index;

function GroupHead({ group, query, context, closed, bare }: { group: RowsGroup; query: TableQuery; context: { columns: readonly Column[]; definition: KpiDefinition | undefined; zone: string }; closed: boolean; bare?: boolean }) {
  const { columns, definition, zone } = context;
  const by = columnsOf(definition).find(column => column.name === query.group);
  const inner = (
    <>
      {closed ? <ChevronRight size="1rem" strokeWidth={1.5} aria-hidden="true" /> : <ChevronDown size="1rem" strokeWidth={1.5} aria-hidden="true" />}
      <b>{by ? groupName(by, group, zone, definition) : String(group.key)}</b><small>{whole(group.count)} {group.count === 1 ? 'row' : 'rows'}</small><span className={styles.subtotals}>{subtotalText(group, columns.map(column => column.name))}</span>
    </>
  );
  return bare ? inner : <div className={styles.group}>{inner}</div>;
}

function Empty({ counted, query, onChange }: { counted: number; query: TableQuery; onChange: (change: Partial<TableQuery>) => void }) {
  const filtered = query.conditions.length > 0 || query.search !== '';
  return (
    <div className={styles.empty} role="row"><div role="gridcell">
      <b>{filtered && counted > 0 ? 'No row passes the filters' : 'Nothing to show'}</b>
      <p>{filtered && counted > 0 ? `${whole(counted)} ${counted === 1 ? 'row is' : 'rows are'} hidden. ` : 'The number counts nothing now. Rows appear here as they come.'}
        {filtered && counted > 0 && <button type="button" className={styles.open} style={{ width: 'auto', display: 'inline', padding: '0 .5rem' }} onClick={() => onChange({ conditions: [], search: '' })}>Clear filters</button>}</p>
    </div></div>
  );
}

