import { useCallback, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';

/**
 * What a page shows, as its address says after the `?`, and the way to change some of it; the history gets no entry
 * more. `read` and `write` stay the same.
 */
export function useAddress<T extends object>(
  read: (search: string) => T,
  write: (shown: T) => string,
): [T, (more: Partial<T>) => void] {
  const search = useSearch();
  const [path, go] = useLocation();
  const shown = useMemo(() => read(search), [read, search]);
  const change = useCallback(
    (more: Partial<T>) => go(path + write({ ...read(location.search), ...more }), { replace: true }),
    [go, path, read, write],
  );
  return [shown, change];
}
