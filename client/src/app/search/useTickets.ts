import { useEffect, useState } from 'react';
import { ApiError, at, get } from '../../shared/wire/api';
import type { Row, RowsPage } from '../../shared/wire/rows';
import { ticketFilter } from './find';

/** Tickets that a text was found in. */
export interface TicketsFound {
  /** For which text. */
  of: string;
  rows: readonly Row[];
  /** How many there are. */
  total: number;
  error: string | null;
}

const quiet = 200,
  asked = 30;

/** Asks when the fingers rest; a question that is overtaken is withdrawn. */
export function useTickets(desk: string | undefined, text: string): TicketsFound | null {
  const [found, setFound] = useState<TicketsFound | null>(null);
  const wanted = text.trim();
  useEffect(() => {
    if (!desk || wanted.length < 2) return setFound(null);
    const stop = new AbortController();
    const path = `${at(desk)}/tickets?limit=${asked}&filter=${encodeURIComponent(ticketFilter(wanted))}`;
    const timer = setTimeout(
      () =>
        void get<RowsPage>(path, stop.signal).then(
          (page) => setFound({ of: wanted, rows: page.rows, total: page.total, error: null }),
          (error: unknown) => {
            if (stop.signal.aborted) return;
            const said = error instanceof ApiError ? error.message : 'Apollo does not answer.';
            setFound({ of: wanted, rows: [], total: 0, error: said });
          },
        ),
      quiet,
    );
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [desk, wanted]);
  return found;
}
