/** What a performance table shows: all of it stands in the page's address, so that a link shows the same. */
export interface TableAddress {
  /** Chosen KPIs; null = those this browser has kept. */
  kpis: readonly string[] | null;
  /** Sorted by a KPI, or by name (null). */
  by: string | null;
  down: boolean;
  /** Names contain it. */
  search: string;
}

const byName = 'name';

/** Reads the address's search part: `?kpis=overdue,mean-age&sort=-overdue&q=lyon`. */
export function readAddress(text: string): TableAddress {
  const parameters = new URLSearchParams(text),
    sort = parameters.get('sort') ?? byName,
    key = sort.replace(/^-/, '');
  const kpis = (parameters.get('kpis') ?? '').split(',').filter(Boolean);
  return {
    kpis: kpis.length > 0 ? kpis : null,
    by: key === byName ? null : key,
    down: sort.startsWith('-'),
    search: parameters.get('q') ?? '',
  };
}

/** The address's search part, empty where all is as at first. */
export function writeAddress({ kpis, by, down, search }: TableAddress): string {
  const parts = [
    kpis && `kpis=${kpis.map(encodeURIComponent).join(',')}`,
    (by !== null || down) && `sort=${down ? '-' : ''}${encodeURIComponent(by ?? byName)}`,
    search && `q=${encodeURIComponent(search)}`,
  ].filter(Boolean);
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}
