import { conditionsOf, filterText, type Condition } from '../../../shared/filter/filters';
import { meant } from '../../../shared/filter/spans';

export interface Sort {
  column: string;
  down: boolean;
}

/** What a table shows: all of it stands in the page's address, so that a link shows the same. */
export interface TableQuery {
  /** Some text column contains it. */
  search: string;
  conditions: readonly Condition[];
  sort: readonly Sort[];
  group: string | null;
  /** The row that is open. */
  open: string | null;
}

export const noQuery: TableQuery = { search: '', conditions: [], sort: [], group: null, open: null };

/** Reads the address's search part. */
export function readQuery(address: string): TableQuery {
  const parameters = new URLSearchParams(address);
  return {
    search: parameters.get('q') ?? '',
    conditions: conditionsOf(parameters.get('filter') ?? ''),
    sort: (parameters.get('sort') ?? '')
      .split(',')
      .filter(Boolean)
      .map((key) => ({ column: key.replace(/^-/, ''), down: key.startsWith('-') })),
    group: parameters.get('group') || null,
    open: parameters.get('ticket') || null,
  };
}

export const sortText = (sort: readonly Sort[]): string =>
  sort.map(({ column, down }) => (down ? '-' : '') + column).join(',');

/** The address's search part, empty where there is nothing to say. */
export function writeQuery(query: TableQuery): string {
  const parameters = new URLSearchParams();
  if (query.search) parameters.set('q', query.search);
  if (query.conditions.length > 0) parameters.set('filter', filterText(query.conditions));
  if (query.sort.length > 0) parameters.set('sort', sortText(query.sort));
  if (query.group) parameters.set('group', query.group);
  if (query.open) parameters.set('ticket', query.open);
  const text = parameters.toString();
  return text ? `?${text}` : '';
}

/** The filter the server is asked at a moment: conditions and search together. */
export function serverFilter(query: TableQuery, now = Date.now(), zone = 'UTC'): string {
  const search = query.search.trim();
  const any = search ? `any ~ "${search.replaceAll('"', '""')}"` : '';
  return [filterText(query.conditions.map((condition) => meant(condition, now, zone))), any]
    .filter(Boolean)
    .join(' and ');
}
