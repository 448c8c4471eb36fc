import { useEffect } from 'react';
import { create } from 'zustand';
import { after, none, type Alerts } from '../../../shared/alerts/alerts';
import { onAlerts } from '../../../shared/session/messages';
import { watchAlertsOf } from '../../../shared/session/session';
import { useTopics } from '../../../shared/session/useTopics';

/** The alerts that stand, by desk: of all desks of this wall, whichever of them shows. */
export const useWallAlerts = create<Readonly<Record<string, Alerts>>>(() => ({}));

/** Whether an alert fires on a desk of this wall. */
export const anyFires = (): boolean =>
  Object.values(useWallAlerts.getState()).some(({ standing }) =>
    [...(standing?.values() ?? [])].some(({ state }) => state === 'firing'),
  );

/** Follows the alerts of the desk that is open, and of others. */
export function useFollowedAlerts(desks: readonly string[]): void {
  const asked = desks.join(' ');
  useTopics(['alerts']);
  useEffect(
    () =>
      onAlerts((message) =>
        useWallAlerts.setState((held) => ({ [message.desk]: after(held[message.desk] ?? none, message) })),
      ),
    [],
  );
  useEffect(() => {
    const all = asked.split(' ').filter(Boolean);
    if (all.length > 0)
      useWallAlerts.setState((held) => Object.fromEntries(all.map((desk) => [desk, held[desk] ?? none])), true);
    return watchAlertsOf(all);
  }, [asked]);
}
