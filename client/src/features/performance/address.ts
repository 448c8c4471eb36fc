/** What a performance table shows: all of it stands in the page's address, so that a link shows the same. */
export interface TableAddress {
  /** Chosen KPIs; null = those this browser has kept. */
  kpis: readonly string[] | null;
  /** Sorted by a KPI's id, by name (`name`), or the worst first (`worst`), which is so at first. */
  by: string;
  down: boolean;
  /** Names contain it. */
  search: string;
}

export const byWorst = 'worst',
  byName = 'name';

/** Reads the address's search part: `?kpis=overdue,mean-age&sort=-overdue&q=lyon`. */
export function readAddress(text: string): TableAddress {
  const parameters = new URLSearchParams(text),
    sort = parameters.get('sort') || byWorst,
    key = sort.replace(/^-/, '');
  const kpis = (parameters.get('kpis') ?? '').split(',').filter(Boolean);
  return {
    kpis: kpis.length > 0 ? kpis : null,
    by: key,
    down: sort.startsWith('-'),
    search: parameters.get('q') ?? '',
  };
}

/** The address's search part, empty where all is as at first. */
export function writeAddress({ kpis, by, down, search }: TableAddress): string {
  const parts = [
    kpis && `kpis=${kpis.map(encodeURIComponent).join(',')}`,
    by !== byWorst && `sort=${down ? '-' : ''}${encodeURIComponent(by)}`,
    search && `q=${encodeURIComponent(search)}`,
  ].filter(Boolean);
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}
