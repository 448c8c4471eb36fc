import { defaultRangeExtractor, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, type RefObject } from 'react';
import { rowKey } from '../../../shared/wire/rows';
import { groupKey, type Lines } from '../data/lines';
import { rowAt, type RowsState } from '../data/rowsModel';
import { usePrinting } from '../../../shared/ui/usePrinting';
import { heights } from './sizes';
import { useCurrent, type Current } from './useCurrent';

/** Lines drawn above and below those in sight. */
export const overscan = 8;

export interface DrawnLines {
  virtual: Virtualizer<HTMLDivElement, Element>;
  /** The line the keyboard is on. */
  current: Current;
  /** What stands on a line; null where that is not known yet. */
  nameOf(index: number): string | null;
}

/** All lines that are not on their way, at most so many that paper bears them. */
const mostPrinted = 1_000;
function everyKnown(count: number, nameOf: (index: number) => string | null): number[] {
  const known: number[] = [];
  for (let index = 0; index < count && known.length < mostPrinted; index++)
    if (nameOf(index) !== null) known.push(index);
  return known;
}

/** The lines of a table that are drawn: those in sight, and the one the keyboard is on. */
export function useDrawnLines(
  frame: RefObject<HTMLDivElement | null>,
  lines: Lines,
  windows: RowsState['windows'],
  openAt: number | null,
  isList: boolean,
): DrawnLines {
  const high = useMemo(() => heights(isList), [isList]);
  const nameOf = useCallback(
    (index: number): string | null => {
      const line = lines.at(index);
      if (line.kind !== 'row') return line.kind === 'group' ? `g${groupKey(line.group)}` : `x${rowKey(line.ghost.row)}`;
      const row = rowAt(windows, line.index);
      return row ? rowKey(row) : null;
    },
    [lines, windows],
  );
  // Sizes are kept by name where lines are measured; where they are not, only the open row has one of its own.
  const byName = useCallback((index: number): string | number => nameOf(index) ?? index, [nameOf]);
  const byPlace = useCallback(
    (index: number): string | number => {
      const line = lines.at(index);
      if (line.kind === 'row') return line.index === openAt ? 'open' : line.index;
      return line.kind === 'group' ? `g${groupKey(line.group)}` : `x${rowKey(line.ghost.row)}`;
    },
    [lines, openAt],
  );
  const isPrinting = usePrinting();
  const current = useCurrent(frame, lines.count, nameOf);
  const virtual = useVirtualizer<HTMLDivElement, Element>({
    count: lines.count,
    getScrollElement: () => frame.current,
    getItemKey: isList ? byName : byPlace,
    overscan,
    initialRect: { width: 1000, height: 600 },
    estimateSize: (index) => (lines.at(index).kind === 'group' ? high.group : high.row),
    rangeExtractor: (range) => {
      // On paper stands what is known, in sight or not.
      if (isPrinting) return everyKnown(range.count, nameOf);
      return [...new Set([...defaultRangeExtractor(range), current.near])]
        .filter((index) => index < range.count)
        .toSorted((a, b) => a - b);
    },
    // Nothing that sticks covers the row in focus.
    scrollPaddingStart: lines.hasGroups ? high.group : 0,
    scrollPaddingEnd: high.head,
  });
  useEffect(() => {
    virtual.measure();
  }, [virtual, isList]);
  return { virtual, current, nameOf };
}
