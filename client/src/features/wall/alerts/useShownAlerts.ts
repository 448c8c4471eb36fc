import { useEffect } from 'react';
import { tickNow, useTick } from '../../../shared/tick/ticker';
import type { KpiDefinition } from '../../../shared/wire/wire';
import { inOrder, loudOnes, noticeKey, strippedOnes, turnOf, type DeskAlert } from './loud';
import { soundOnce } from './sound';
import { useFollowedAlerts, useWallAlerts } from './useWallAlerts';

/** An alert as it is shown: of several that share the room, which this is. */
export interface ShownAlert {
  shown: DeskAlert;
  of: number;
  at: number;
  definition: KpiDefinition;
}

interface Props {
  /** The desks of this wall, and what is known of them. */
  desks: readonly string[];
  known: Readonly<Record<string, { catalogue: Readonly<Record<string, KpiDefinition>> }>>;
  /** Outside the wall's hours nothing takes the screen. */
  isNight: boolean;
  sounds: boolean;
}

const none: readonly DeskAlert[] = [];

/** The alert that has the screen now, and the one in the strip above the pages. */
export function useShownAlerts({ desks, known, isNight, sounds }: Props): {
  takeOver: ShownAlert | null;
  strip: ShownAlert | null;
} {
  useFollowedAlerts(desks);
  const standing = useWallAlerts();
  const all = inOrder(standing).filter(({ desk, alert }) => known[desk]?.catalogue[alert.kpi]);
  const at = (now: number): { loud: readonly DeskAlert[]; stripped: readonly DeskAlert[] } => ({
    loud: isNight ? none : loudOnes(all, now),
    stripped: strippedOnes(all, now),
  });
  // Drawn again by the clock only where it shows another alert.
  useTick((now) => {
    const { loud, stripped } = at(now);
    const ids = [loud, stripped].map((those) => those.map(({ alert }) => noticeKey(alert)).join(' '));
    return `${ids.join('\n')}\n${turnOf(loud.length, now)} ${turnOf(stripped.length, now)}`;
  });
  const now = tickNow();
  const { loud, stripped } = at(now);
  const notices = sounds ? loud.map(({ alert }) => noticeKey(alert)).join('\n') : '';
  useEffect(() => {
    if (notices) soundOnce(notices.split('\n'));
  }, [notices]);
  const turn = (those: readonly DeskAlert[]): ShownAlert | null => {
    const place = turnOf(those.length, now),
      shown = those[place];
    return shown
      ? { shown, of: those.length, at: place, definition: known[shown.desk]!.catalogue[shown.alert.kpi]! }
      : null;
  };
  return { takeOver: turn(loud), strip: turn(stripped) };
}
