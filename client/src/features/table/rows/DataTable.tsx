import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { join } from '../../../shared/ui/join';
import { rowKey, type RowsGroup } from '../../../shared/wire/rows';
import { Empty } from './Empty';
import { GroupHead } from './GroupHead';
import { Head } from './Head';
import { Line } from './Line';
import { type RowContext } from './Row';
import { groupKey, Lines } from '../data/rowsModel';
import { heights, template } from './sizes';
import type { TableView } from '../data/tableView';
import { useCurrent } from './useCurrent';
import type { Rows } from '../data/useTable';
import styles from './DataTable.module.css';

interface Props {
  view: TableView;
  rows: Rows;
  /** Groups that are closed. */
  closed: ReadonlySet<string>;
  onClosed: (closed: ReadonlySet<string>) => void;
  /** Rows are items of a few lines, as on a phone. */
  isList: boolean;
}

const overscan = 8,
  page = 12;

/** The rows behind a number: a grid that draws only what is in sight. */
export function DataTable({ view, rows, closed, onClosed, isList }: Props) {
  const { definition, zone, layout, query, change } = view,
    { model, state, group: by } = rows,
    groups = state.page?.groups ?? null;
  const frame = useRef<HTMLDivElement>(null);
  const lines = useMemo(
    () => new Lines(state.page?.total ?? 0, groups, closed, state.ghosts, by),
    [state.page, groups, closed, state.ghosts, by],
  );
  const high = useMemo(() => heights(isList), [isList]);
  const context = useMemo<RowContext>(
    () => ({
      columns: layout.columns,
      definition,
      zone,
      at: state.page ? Date.parse(state.page.at) : Date.now(),
      rate: state.page?.rate ?? 0,
    }),
    [layout.layout, definition, zone, state.page],
  );

  const nameOf = useCallback(
    (index: number): string | null => {
      const line = lines.at(index);
      if (line.kind !== 'row') return line.kind === 'group' ? `g${groupKey(line.group)}` : `x${rowKey(line.ghost.row)}`;
      const row = model.row(line.index);
      return row ? rowKey(row) : null;
    },
    [lines, model, state.windows],
  );
  const openAt = useMemo(
    () => (query.open === null ? null : model.indexOf(query.open)),
    [model, state.windows, query.open],
  );
  // Sizes are kept by name where lines are measured; where they are not, only the open row has one of its own.
  const sizedBy = useCallback(
    (index: number): string | number => {
      if (isList) return nameOf(index) ?? index;
      const line = lines.at(index);
      return line.kind === 'row' ? (line.index === openAt ? 'open' : line.index) : (nameOf(index) ?? index);
    },
    [lines, openAt, isList && nameOf],
  );
  const current = useCurrent(frame, lines.count, nameOf);
  const virtual = useVirtualizer({
    count: lines.count,
    getScrollElement: () => frame.current,
    getItemKey: sizedBy,
    overscan,
    initialRect: { width: 1000, height: 600 },
    estimateSize: (index) => (lines.at(index).kind === 'group' ? high.group : high.row),
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), current.near])]
        .filter((index) => index < range.count)
        .sort((a, b) => a - b),
    // Nothing that sticks covers the row in focus.
    scrollPaddingStart: groups ? high.group : 0,
    scrollPaddingEnd: high.head,
  });
  useEffect(() => {
    virtual.measure();
  }, [virtual, isList]);
  const items = virtual.getVirtualItems();
  const { startIndex = 0, endIndex = 0 } = virtual.range ?? {};
  const seen = items
    .filter((item) => item.index >= startIndex - overscan && item.index <= endIndex + overscan)
    .map((item) => lines.at(item.index))
    .filter((line) => line.kind === 'row')
    .map((line) => line.index);
  const [from, to] = [seen[0] ?? 0, seen[seen.length - 1] ?? 0];
  useEffect(() => {
    model.see(from, to);
  }, [model, from, to, state.page]);

  const latest = useRef({ view, closed, onClosed }),
    opened = useRef<string | null>(null);
  latest.current = { view, closed, onClosed };
  const toggle = useCallback((id: string) => {
    const {
      query: { open },
      change: turn,
    } = latest.current.view;
    turn({ open: (opened.current = open === id ? null : id) });
  }, []);
  // What a link opens, and not a hand here, comes into sight.
  useEffect(() => {
    if (openAt === null || opened.current === query.open) return;
    opened.current = query.open;
    const line = lines.lineOfRow(openAt);
    if (line !== null) virtual.scrollToIndex(line, { align: 'start' });
  }, [openAt, query.open, lines, virtual]);
  const toggleGroup = useCallback((group: RowsGroup): void => {
    const next = new Set(latest.current.closed);
    if (!next.delete(groupKey(group))) next.add(groupKey(group));
    latest.current.onClosed(next);
  }, []);
  const at = current.of(items.map((item) => item.index));
  const goTo = (wanted: number, step = 1): void => {
    let line = Math.max(0, Math.min(lines.count - 1, wanted));
    // One that has left is not stopped at: it is gone in a moment.
    while (lines.at(line).kind === 'ghost' && line + step >= 0 && line + step < lines.count) line += step;
    current.send(line);
    virtual.scrollToIndex(line);
  };

  const down = useRef(() => {});
  down.current = () => {
    if (lines.count > 0) goTo(at);
  };
  const goDown = useCallback(() => down.current(), []);

  function onKeyDown(event: React.KeyboardEvent): void {
    const target = event.target as HTMLElement;
    // What a column's menu or filter opens is of this table in React's eyes, not in the reader's.
    if (event.ctrlKey || event.metaKey || event.altKey || lines.count === 0 || !frame.current?.contains(target)) return;
    if (event.key === 'Escape' && query.open) {
      change({ open: null });
      const open = items.find((item) => {
        const line = lines.at(item.index);
        return line.kind === 'row' && line.index === openAt;
      });
      if (open) current.send(open.index);
    }
    if (target.closest('[data-detail]')) return;
    const line = lines.at(at),
      ways: Record<string, number> = {
        ArrowDown: at + 1,
        ArrowUp: at - 1,
        PageDown: at + page,
        PageUp: at - page,
        Home: 0,
        End: lines.count - 1,
      };
    const next = ways[event.key];
    if (next !== undefined) {
      event.preventDefault();
      const head =
        next < 0 && event.key === 'ArrowUp'
          ? frame.current?.querySelector<HTMLElement>('[data-head][tabindex="0"]')
          : null;
      if (head) head.focus();
      else goTo(next, next < at ? -1 : 1);
    } else if (['Enter', 'ArrowRight', 'ArrowLeft'].includes(event.key) && !target.closest('button')) {
      const row = line.kind === 'row' ? model.row(line.index) : undefined;
      if (
        line.kind === 'group' &&
        (event.key === 'Enter' || (event.key === 'ArrowLeft') !== closed.has(groupKey(line.group)))
      ) {
        event.preventDefault();
        toggleGroup(line.group);
      } else if (row && event.key === 'Enter') {
        event.preventDefault();
        toggle(row.id);
      }
    }
  }

  // A group's head that is itself in sight needs no other, which would cover its focus.
  const offset = virtual.scrollOffset ?? 0,
    first = items.find((item) => item.end > offset) ?? items[0];
  const stuck =
    groups && first && !(lines.at(first.index).kind === 'group' && first.start >= offset)
      ? lines.groupOf(first.index)
      : null;
  const heads = isList ? 0 : 1;
  return (
    <div ref={frame} className={join(styles.frame, isList && styles.isList)}>
      <div
        className={styles.grid}
        role="treegrid"
        aria-label={definition?.title ?? 'Tickets'}
        aria-rowcount={(groups ? lines.count : (state.page?.total ?? 0)) + heads}
        aria-colcount={isList ? 1 : layout.columns.length + 1}
        style={{ '--columns': template(layout.columns) } as React.CSSProperties}
        onKeyDown={onKeyDown}
      >
        {!isList && <Head view={view} onDown={goDown} />}
        {stuck && (
          <div className={styles.stuck} aria-hidden="true">
            <div
              className={styles.group}
              onClick={() => {
                toggleGroup(stuck);
                virtual.scrollToIndex(lines.lineOf(stuck), { align: 'start' });
              }}
            >
              <GroupHead group={stuck} by={by} view={view} closed={closed.has(groupKey(stuck))} />
            </div>
          </div>
        )}
        <div className={styles.body} role="presentation" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const line = lines.at(item.index),
              isOpen = line.kind === 'row' && line.index === openAt;
            return (
              <div
                key={nameOf(item.index) ?? item.key}
                ref={isOpen || isList ? virtual.measureElement : undefined}
                data-index={item.index}
                className={styles.line}
                role="presentation"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <Line
                  lines={lines}
                  at={item.index}
                  told={(line.kind === 'row' && !groups ? line.index : item.index) + heads + 1}
                  isCurrent={item.index === at}
                  isList={isList}
                  view={view}
                  rows={rows}
                  context={context}
                  closed={closed}
                  onTake={current.take}
                  onToggle={toggle}
                  onToggleGroup={toggleGroup}
                />
              </div>
            );
          })}
        </div>
        {state.page && state.page.total === 0 && state.ghosts.length === 0 && (
          <Empty counted={state.page.counted} view={view} />
        )}
      </div>
    </div>
  );
}
