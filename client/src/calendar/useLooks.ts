import { useCallback, useEffect, useMemo, useState } from 'react';
import { ApiError, ask, at, get } from '../wire/api';
import { looksOf, type LocationLook, type Look } from './looks';

const askAgain = 6_000, tries = 3;

const key = (desk: string): string => `apollo.locations.${desk}`;

/** The looks as this browser last heard of them: nothing changes its colour while a page opens. */
function remembered(desk: string): readonly LocationLook[] {
  try { return JSON.parse(localStorage.getItem(key(desk)) ?? '[]') as LocationLook[]; } catch { return []; }
}

/** The looks of a desk's locations, and a way to give one another code: resolves to what is wrong, or null. */
export function useLooks(desk: string, names: readonly string[]): { looks: ReadonlyMap<string, Look>; recode: (name: string, code: string) => Promise<string | null> } {
  const [kept, setKept] = useState(() => remembered(desk));
  const read = useCallback(async (signal?: AbortSignal): Promise<void> => {
    const found = await get<LocationLook[]>(`${at(desk)}/locations`, signal);
    if (signal?.aborted) return;
    setKept(found);
    try { localStorage.setItem(key(desk), JSON.stringify(found)); } catch { /* this page only */ }
  }, [desk]);

  // Where they cannot be read the fallback stays: a colour is no reason for an alarm.
  useEffect(() => {
    if (desk === '') return;
    const left = new AbortController();
    read(left.signal).catch(() => {});
    return () => left.abort();
  }, [desk, read]);

  // Asked again while there are locations the server has not told of: it looks for new ones every few seconds.
  const unknown = names.filter(name => !kept.some(look => look.name === name)).join('\n');
  useEffect(() => {
    if (desk === '' || !unknown) return;
    const left = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined, asked = 0;
    const look = (): void => {
      asked++;
      read(left.signal).catch(() => {}).finally(() => { if (asked < tries && !left.signal.aborted) timer = setTimeout(look, askAgain); });
    };
    look();
    return () => { left.abort(); clearTimeout(timer); };
  }, [desk, read, unknown]);

  const recode = useCallback(async (name: string, code: string): Promise<string | null> => {
    try {
      await ask(`${at(desk)}/locations`, { method: 'PUT', body: JSON.stringify({ name, code }) });
      await read();
      return null;
    } catch (error) {
      return error instanceof ApiError ? error.message : 'Apollo does not answer. Try again.';
    }
  }, [desk, read]);

  return { looks: useMemo(() => looksOf(names, kept), [names, kept]), recode };
}
