import type { Group } from '../store/desk';
import { noGroup } from '../store/group';

/** The condition that picks one group's rows, in the server's filter grammar. */
export function groupFilter({ dimension, name }: Pick<Group, 'dimension' | 'name'>): string {
  if (name === noGroup) return `${dimension} is empty`;
  return dimension === 'priority' ? `priority in (${name})` : `${dimension} in ("${name.replaceAll('"', '""')}")`;
}

/** The page of the rows behind a KPI, of one group where the board or a table shows one. */
export const rowsOf = (kpi: string, group: Pick<Group, 'dimension' | 'name'> | null): string =>
  `/kpis/${kpi}${group ? `?filter=${encodeURIComponent(groupFilter(group))}` : ''}`;
