import { plain } from '../../shared/format/plain';
import type { Group } from '../../shared/store/desk';
import { groupLabel } from '../../shared/store/group';
import type { Row } from '../../shared/wire/rows';
import type { KpiDefinition } from '../../shared/wire/wire';

/** Something that was found, and where it leads. */
export interface Found {
  kind: 'Number' | 'Group' | 'Ticket';
  key: string;
  /** What it is called. */
  text: string;
  note: string;
  /** Its page; null: the board is shown for the group. */
  href: string | null;
  group: Group | null;
}

/** So many of a kind are listed. */
export const most = 6;

export const ticketAddress = (id: string): string => `/tickets?ticket=${encodeURIComponent(id)}`;

/** What begins so stands before what only has it inside. */
function ranked<T>(all: readonly T[], text: string, nameOf: (one: T) => string): T[] {
  const wanted = plain(text.trim());
  if (!wanted) return [];
  const places = all
    .map((one) => ({ one, at: plain(nameOf(one)).indexOf(wanted) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => Number(a.at > 0) - Number(b.at > 0));
  return places.slice(0, most).map(({ one }) => one);
}

export const findKpis = (
  definitions: readonly KpiDefinition[],
  text: string,
  pageOf: (kpi: string, group: null) => string,
): Found[] =>
  ranked(definitions, text, (definition) => definition.title).map(({ id, title, group }) => ({
    kind: 'Number',
    key: `kpi ${id}`,
    text: title,
    note: group,
    href: pageOf(id, null),
    group: null,
  }));

export const findGroups = (groups: readonly Group[], text: string): Found[] =>
  ranked(groups, text, groupLabel).map((group) => ({
    kind: 'Group',
    key: `group ${group.dimension} ${group.name}`,
    text: groupLabel(group),
    note: group.dimension,
    href: null,
    group,
  }));

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** The server's filter for tickets whose id or title has a text in it: all other columns would cost four times this. */
export const ticketFilter = (text: string): string => {
  const wanted = quoted(text.trim());
  return `id ~ ${wanted} or title ~ ${wanted}`;
};

/** Tickets as they are listed: the very id first, then ids that begin so, then titles that have it, then other ids. */
export function rankTickets(rows: readonly Row[], text: string): Found[] {
  const wanted = plain(text.trim());
  const rank = (row: Row): number => {
    const id = plain(row.id);
    if (id === wanted) return 0;
    if (id.startsWith(wanted)) return 1;
    return plain(String(row['title'] ?? '')).includes(wanted) ? 2 : 3;
  };
  return rows
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, most)
    .map((row) => ({
      kind: 'Ticket',
      key: `ticket ${row.id}`,
      text: row['title'] ? String(row['title']) : 'no title',
      note: row.id,
      href: ticketAddress(row.id),
      group: null,
    }));
}

/** Whether a text may be the id of a ticket that is not held any more: one word with a digit or a hyphen in it. */
export const mayBeId = (text: string): boolean => /^\S*[\d-]\S*$/.test(text.trim());
