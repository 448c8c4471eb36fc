import type { Group } from '../store/desk';

/** A group as addresses and the wire name it: `team:Network`. */
export const groupKey = ({ dimension, name }: Pick<Group, 'dimension' | 'name'>): string => `${dimension}:${name}`;

/** The page of a KPI's history, of one group where the board or a table shows one. */
export const historyOf = (kpi: string, group: Pick<Group, 'dimension' | 'name'> | null): string =>
  `/kpis/${kpi}/history${group ? `?group=${encodeURIComponent(groupKey(group))}` : ''}`;
