import { useCallback, useEffect, useRef } from 'react';
import type { RowsGroup } from '../../../shared/wire/rows';
import { groupKey, type Lines } from '../data/lines';
import type { TableView } from '../data/tableView';
import type { DrawnLines } from './useDrawnLines';

/** Opens and closes rows and groups; the answers stay the same, so that a line is not drawn again for them. */
export function useOpening(
  view: TableView,
  closed: ReadonlySet<string>,
  onClosed: (closed: ReadonlySet<string>) => void,
  lines: Lines,
  openAt: number | null,
  virtual: DrawnLines['virtual'],
): { toggle: (id: string) => void; toggleGroup: (group: RowsGroup) => void } {
  const latest = useRef({ view, closed, onClosed }),
    opened = useRef<string | null>(null);
  latest.current = { view, closed, onClosed };
  const toggle = useCallback((id: string) => {
    const { query, change } = latest.current.view;
    opened.current = query.open === id ? null : id;
    change({ open: opened.current });
  }, []);
  const toggleGroup = useCallback((group: RowsGroup): void => {
    const next = new Set(latest.current.closed);
    if (!next.delete(groupKey(group))) next.add(groupKey(group));
    latest.current.onClosed(next);
  }, []);

  const { open } = view.query;
  // What a link opens, and not a hand here, comes into sight.
  useEffect(() => {
    if (openAt === null || opened.current === open) return;
    opened.current = open;
    const line = lines.lineOfRow(openAt);
    if (line !== null) virtual.scrollToIndex(line, { align: 'start' });
  }, [openAt, open, lines, virtual]);
  return { toggle, toggleGroup };
}
