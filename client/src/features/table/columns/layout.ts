import { useMemo, useState } from 'react';
import { browser } from '../../../shared/storage/storage';
import type { KpiDefinition } from '../../../shared/wire/wire';
import { columnsOf, shownAtFirst, type Column } from '../../../shared/rows/columns';
import { clampWidth } from './width';

/** Which columns a reader has chosen, in which order and width; remembered by this browser, by KPI. */
export interface Layout {
  shown: readonly string[];
  widths: Readonly<Record<string, number>>;
}

const key = (definition: KpiDefinition | undefined): string => `apollo.columns.${definition?.id ?? 'tickets'}`;

function stored(definition: KpiDefinition | undefined): Layout {
  const first: Layout = { shown: shownAtFirst(definition), widths: {} };
  const kept = browser.value(key(definition)) as Partial<Layout> | null;
  const known = new Set(columnsOf(definition).map((column) => column.name));
  const shown = Array.isArray(kept?.shown) ? kept.shown.filter((name) => known.has(name)) : [];
  return shown.length > 0 ? { shown, widths: kept?.widths ?? {} } : first;
}

export interface LayoutActions {
  layout: Layout;
  columns: readonly Column[];
  all: readonly Column[];
  toggle(name: string): void;
  move(name: string, by: -1 | 1): void;
  resize(name: string, width: number): void;
  reset(): void;
}

export function useLayout(definition: KpiDefinition | undefined): LayoutActions {
  const [layout, set] = useState(() => stored(definition));
  const keep = (next: Layout): void => {
    set(next);
    browser.keepValue(key(definition), next);
  };
  const all = useMemo(() => columnsOf(definition), [definition]);
  const columns = useMemo(
    () =>
      layout.shown.flatMap((name) => {
        const column = all.find((one) => one.name === name);
        return column ? [{ ...column, width: layout.widths[name] ?? column.width }] : [];
      }),
    [layout, all],
  );
  const { shown } = layout;
  return {
    layout,
    all,
    columns,
    toggle: (name) =>
      keep({
        ...layout,
        shown: shown.includes(name) ? shown.filter((other) => other !== name || shown.length === 1) : [...shown, name],
      }),
    move(name, by) {
      const from = shown.indexOf(name),
        to = from + by;
      if (from < 0 || to < 0 || to >= shown.length) return;
      const next = [...shown];
      [next[from], next[to]] = [next[to]!, next[from]!];
      keep({ ...layout, shown: next });
    },
    resize: (name, width) => keep({ ...layout, widths: { ...layout.widths, [name]: clampWidth(width) } }),
    reset: () => keep({ shown: shownAtFirst(definition), widths: {} }),
  };
}
