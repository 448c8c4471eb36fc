import { useCallback, useEffect, useMemo, useState } from 'react';
import { onLooks } from '../session/messages';
import { useTopics } from '../session/useTopics';
import { browser } from '../storage/storage';
import { ApiError, ask, at } from '../wire/api';
import type { LocationLook } from '../wire/wire';
import { badgesOf, type Badge } from './badges';

const key = (desk: string): string => `apollo.locations.${desk}`;

/**
 * The badges as this browser last heard of them: nothing changes its colour while a page opens, or while the server is
 * away.
 */
const remembered = (desk: string): readonly LocationLook[] => (browser.value(key(desk)) ?? []) as LocationLook[];

/** The badges of a desk's locations, live, and a way to give one another code: resolves to what is wrong, or null. */
export function useBadges(
  desk: string,
  names: readonly string[],
): { badges: ReadonlyMap<string, Badge>; recode: (name: string, code: string) => Promise<string | null> } {
  const [kept, setKept] = useState(() => remembered(desk));
  useTopics(['looks']);
  useEffect(
    () =>
      onLooks(({ looks }) => {
        setKept(looks);
        browser.keepValue(key(desk), looks);
      }),
    [desk],
  );

  const recode = useCallback(
    async (name: string, code: string): Promise<string | null> => {
      try {
        await ask(`${at(desk)}/locations`, { method: 'PUT', body: JSON.stringify({ name, code }) });
        // Here at once; the hub tells everybody.
        setKept((before) => before.map((badge) => (badge.name === name ? { ...badge, code } : badge)));
        return null;
      } catch (error) {
        return error instanceof ApiError ? error.message : 'Apollo does not answer. Try again.';
      }
    },
    [desk],
  );

  return { badges: useMemo(() => badgesOf(names, kept), [names, kept]), recode };
}
