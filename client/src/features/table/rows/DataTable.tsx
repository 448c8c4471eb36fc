import { useCallback, useEffect, useMemo, useRef } from 'react';
import { join } from '../../../shared/ui/join';
import { groupKey, Lines } from '../data/lines';
import { placeOf } from '../data/rowsModel';
import type { TableView } from '../data/tableView';
import type { Rows } from '../data/useTable';
import { Empty } from './Empty';
import { GroupHead } from './GroupHead';
import { Head } from './Head';
import { Line } from './Line';
import type { RowContext } from './Row';
import { template } from './sizes';
import { onTableKey } from './tableKeys';
import { overscan, useDrawnLines } from './useDrawnLines';
import { useOpening } from './useOpening';
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

/** The rows behind a number: a grid that draws only what is in sight. */
export function DataTable({ view, rows, closed, onClosed, isList }: Props) {
  const { definition, zone, layout, query, change } = view,
    { model, state, group: by } = rows,
    { page, ghosts, windows } = state,
    groups = page?.groups ?? null;
  const frame = useRef<HTMLDivElement>(null);
  const lines = useMemo(
    () => new Lines(page?.total ?? 0, page?.groups ?? null, closed, ghosts, by),
    [page, closed, ghosts, by],
  );
  const context = useMemo<RowContext>(
    () => ({
      columns: layout.columns,
      zone,
      at: page ? Date.parse(page.at) : Date.now(),
      rate: page?.rate ?? 0,
    }),
    [layout.columns, zone, page],
  );
  const openAt = useMemo(
    () => (query.open === null ? null : placeOf(windows, (row) => row.id === query.open)),
    [windows, query.open],
  );
  const { virtual, current, nameOf } = useDrawnLines(frame, lines, windows, openAt, isList);
  const { toggle, toggleGroup } = useOpening(view, closed, onClosed, lines, openAt, virtual);
  const items = virtual.getVirtualItems();
  const at = current.of(items.map((item) => item.index));

  const { startIndex = 0, endIndex = 0 } = virtual.range ?? {};
  const seen = items
    .filter((item) => item.index >= startIndex - overscan && item.index <= endIndex + overscan)
    .map((item) => lines.at(item.index))
    .filter((line) => line.kind === 'row')
    .map((line) => line.index);
  const [from, to] = [seen[0] ?? 0, seen[seen.length - 1] ?? 0];
  useEffect(() => {
    model.see(from, to);
  }, [model, from, to, page]);

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
  const close = (): void => {
    change({ open: null });
    const line = openAt === null ? null : lines.lineOfRow(openAt);
    if (line !== null && items.some((item) => item.index === line)) current.send(line);
  };
  const onKeyDown = (event: React.KeyboardEvent): void =>
    onTableKey(event, {
      frame: frame.current,
      lines,
      windows,
      closed,
      at,
      isOpen: query.open !== null,
      goTo,
      close,
      toggle,
      toggleGroup,
    });

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
        aria-rowcount={(groups ? lines.count : (page?.total ?? 0)) + heads}
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
        {page && page.total === 0 && ghosts.length === 0 && <Empty counted={page.counted} view={view} />}
      </div>
    </div>
  );
}
