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

/** Asks the server when shown, whenever the question changes (null = no question), and every `every` seconds. */
export function useAnswer<T>(path: string | null, every: number | null = null): Answer<T> {
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
    get<T>(path, stop.signal).then(
      (data) => setState({ path, data, fault: null }),
      (error: unknown) => {
        if (stop.signal.aborted) return;
        setState((before) => ({ path, data: before.path === path ? before.data : null, fault: reasonOf(error) }));
      },
    );
    return () => stop.abort();
  }, [path, asked]);
  useEffect(() => {
    if (every === null) return;
    const timer = setInterval(renew, every * 1000);
    return () => clearInterval(timer);
  }, [every, renew]);
  return { data: state.path === path ? state.data : null, fault: state.fault, renew };
}
