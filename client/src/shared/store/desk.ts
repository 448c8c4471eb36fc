import { create } from 'zustand';
import type { BoardMessage, Desk, Dimension, KpiDefinition, KpiResult } from '../wire/wire';
import { changedIds, mergeBoard, mergeFirst, type Results } from './merge';

/** One group of a breakdown that the whole board shows instead of the desk. */
export interface Group {
  dimension: Dimension;
  name: string;
}

/** The board is held still: since when, and which KPIs have changed behind it. */
export interface Pause {
  at: number;
  waiting: ReadonlySet<string>;
}

interface DeskState {
  desks: readonly Desk[];
  desk: Desk | null;
  catalogue: Readonly<Record<string, KpiDefinition>>;
  /** KPI ids in the catalogue's order. */
  order: readonly string[];
  /** What the cards show. */
  results: Results;
  /** What is known; the same as `results` unless paused. */
  held: Results;
  /** Slices not read yet. */
  loading: readonly string[];
  group: Group | null;
  pause: Pause | null;
  /** Why the desk itself cannot be shown. */
  problem: string | null;
}

const empty = { catalogue: {}, order: [], results: {}, held: {}, loading: [], group: null, pause: null, problem: null };

export const useDesk = create<DeskState>(() => ({ desks: [], desk: null, ...empty }));

const set = useDesk.setState,
  get = useDesk.getState;

/** Called with the ids that changed, for trends and announcements. */
type Listener = (ids: readonly string[], before: Results, after: Results) => void;
const listeners = new Set<Listener>();
export function onChange(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function take(held: Results, more: Partial<DeskState> = {}): void {
  const before = get();
  const ids = changedIds(before.held, held);
  if (before.pause)
    set({ held, ...more, pause: { ...before.pause, waiting: new Set([...before.pause.waiting, ...ids]) } });
  else if (ids.length > 0) set({ held, results: held, ...more });
  else set(more);
  if (ids.length > 0) listeners.forEach((listener) => listener(ids, before.held, held));
}

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((item, i) => item === b[i]);

export const deskStore = {
  setDesks(desks: readonly Desk[]): void {
    set({ desks });
  },

  /** Shows another desk: all that was held belongs to the old one. */
  open(desk: Desk): void {
    set({ ...empty, desk });
  },

  setCatalogue(definitions: readonly KpiDefinition[]): void {
    set({
      catalogue: Object.fromEntries(definitions.map((d) => [d.id, d])),
      order: definitions.map((d) => d.id),
      problem: null,
    });
  },

  setProblem(problem: string | null): void {
    set({ problem });
  },

  applyFirst(results: readonly KpiResult[]): void {
    take(mergeFirst(get().held, results));
  },

  apply(message: BoardMessage): void {
    if (message.desk !== get().desk?.id) return;
    const loading = message.loading ?? (message.full ? [] : get().loading);
    take(mergeBoard(get().held, message), sameList(loading, get().loading) ? {} : { loading });
  },

  setLoading(loading: readonly string[]): void {
    if (!sameList(loading, get().loading)) set({ loading });
  },

  pick(group: Group | null): void {
    set({ group });
  },

  pause(at: number): void {
    set({ pause: { at, waiting: new Set() } });
  },

  resume(): void {
    set({ pause: null, results: get().held });
  },
};
