import { useEffect, useRef, useState } from 'react';
import { useLive } from '../../../shared/live/live';
import { useDesk } from '../../../shared/store/desk';
import { groupValue } from '../../../shared/store/group';
import { serverNow } from '../../../shared/tick/clock';
import type { Shown } from '../address/address';
import type { Seen } from './live';
import { writeShown } from '../address/address';

/** A line's value now, as the hub told it; undefined while it has not. */
export function valueNow({ kpi, group }: Shown, now: number): number | null | undefined {
  const { results, catalogue } = useDesk.getState(),
    result = results[kpi];
  if (!result || result.retryAt) return undefined;
  const isCount = catalogue[kpi]?.presentation.number === 'count';
  const value = group ? groupValue(result, group, isCount) : result.value;
  if (value == null) return value;
  return value + (result.rate * Math.max(0, now - Date.parse(result.asOf))) / 1000;
}

/** What the hub has told of some lines, a reading each minute; and since when it tells nothing. */
export interface Told {
  now: number;
  seen: readonly (readonly Seen[])[];
  away: number | null;
}

const minute = 60_000,
  kept = 60;

/** The right end of a live chart: it moves once a minute. */
export function useSeen(lines: readonly Shown[], isLive: boolean): Told {
  const named = lines.map(writeShown).join(' ');
  const [told, tell] = useState<Told>(() => ({ now: serverNow(), seen: lines.map(() => []), away: null }));
  const heard = useRef(serverNow());
  useEffect(() => {
    const { readAt } = useLive.getState();
    heard.current = readAt ?? serverNow();
    const look = (begin: boolean): void => {
      const now = serverNow(),
        live = useLive.getState();
      const isKnown = live.kind === 'live' || live.kind === 'connecting';
      if (isKnown) heard.current = now;
      else if (live.readAt !== null) heard.current = live.readAt;
      tell((before) => ({
        now,
        away: isKnown ? null : heard.current,
        seen: lines.map((line, i) => {
          const held = begin ? [] : (before.seen[i] ?? []),
            value = isKnown ? valueNow(line, now) : undefined;
          return value === undefined ? held : [...held, [now, value] as Seen].slice(-kept);
        }),
      }));
    };
    look(true);
    if (!isLive) return;
    const timer = setInterval(() => look(false), minute);
    const unsubscribe = useLive.subscribe((now, before) => {
      if (now.kind !== before.kind) look(false);
    });
    return () => {
      clearInterval(timer);
      unsubscribe();
    };
    // Lines by what they say.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [named, isLive]);
  return told;
}
