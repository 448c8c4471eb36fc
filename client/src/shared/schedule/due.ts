import { useEffect, useState } from 'react';
import { whole } from '../format/number';
import { onRows } from '../session/messages';
import { at, get } from '../wire/api';
import type { RowsPage } from '../wire/rows';
import { dueItems, type Item } from './items';

const refreshEvery = 2_000,
  most = 5_000;

/** What is wrong, and how to try again where that helps. */
export interface Problem {
  text: string;
  retry: (() => void) | null;
}

/** Open tickets that are due in a range, read again when tickets change. */
export function useDue(
  desk: string,
  wanted: boolean,
  from: number,
  to: number,
): { items: readonly Item[] | null; reading: boolean; problem: Problem | null } {
  const [items, setItems] = useState<readonly Item[] | null>(null);
  const [read, setRead] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const range = `${desk} ${from} ${to}`;

  useEffect(() => {
    if (!wanted) return setProblem(null);
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined,
      asked = 0;
    const ask = (): void => {
      timer = undefined;
      asked = Date.now();
      const [first, last] = [new Date(from).toISOString(), new Date(to).toISOString()];
      const filter = `state in (new, open, pending) and dueAt between "${first}" and "${last}"`;
      get<RowsPage>(
        `${at(desk)}/tickets?limit=${most}&sort=dueAt&filter=${encodeURIComponent(filter)}`,
        stop.signal,
      ).then(
        (page) => {
          setItems(dueItems(page.rows));
          setRead(range);
          setProblem(
            page.total > most ? { text: `Only the first ${whole(most)} tickets are shown.`, retry: null } : null,
          );
        },
        () => {
          if (!stop.signal.aborted) {
            setProblem({ text: 'The tickets cannot be read now. Apollo tries again by itself.', retry: null });
            timer ??= setTimeout(ask, refreshEvery);
          }
        },
      );
    };
    ask();
    const silent = onRows((message) => {
      if (message.kpi === 'all-tickets') timer ??= setTimeout(ask, Math.max(0, asked + refreshEvery - Date.now()));
    });
    return () => {
      silent();
      clearTimeout(timer);
      stop.abort();
    };
  }, [desk, wanted, from, to, range]);

  return { items, reading: read !== range, problem };
}
