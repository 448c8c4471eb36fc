import { useCallback, useEffect, useState } from 'react';
import { get, reasonOf } from '../wire/api';

/** What the server answered to a page's question. */
export interface Answer<T> {
  data: T | null;
  /** Why there is none, or none newer. */
  fault: string | null;
  /** Asks again; what is shown stays until the answer is there. */
  renew: () => void;
}

/**
 * Asks the server when shown, whenever the question changes (null = no question), and every `every` seconds; gives an
 * answer up after `within` ms, and at once where nobody waits for it any more.
 */
export function useAnswer<T>(path: string | null, every: number | null = null, within?: number): Answer<T> {
  const [state, setState] = useState<{ path: string | null; data: T | null; fault: string | null }>({
    path,
    data: null,
    fault: null,
  });
  const [asked, setAsked] = useState(0);
  const renew = useCallback(() => setAsked((times) => times + 1), []);
  useEffect(() => {
    if (path === null) return;
    const stop = new AbortController();
    get<T>(path, stop.signal, within).then(
      (data) => setState({ path, data, fault: null }),
      (error: unknown) => {
        if (stop.signal.aborted) return;
        setState((before) => ({ path, data: before.path === path ? before.data : null, fault: reasonOf(error) }));
      },
    );
    return () => stop.abort();
  }, [path, asked, within]);
  useEffect(() => {
    if (every === null) return;
    const timer = setInterval(renew, every * 1000);
    return () => clearInterval(timer);
  }, [every, renew]);
  return { data: state.path === path ? state.data : null, fault: state.path === path ? state.fault : null, renew };
}
