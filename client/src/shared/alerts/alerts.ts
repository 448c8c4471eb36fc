import { create } from 'zustand';
import { onAlerts } from '../session/messages';
import { useDesk } from '../store/desk';
import type { Alert, AlertsMessage } from '../wire/wire';

/** What the hub has told of the desk's alerts. */
export interface Alerts {
  /** Those that stand, by id; null until they are told. */
  standing: ReadonlyMap<string, Alert> | null;
  /** Those that ended while this page looked, by id; the latest. */
  ended: ReadonlyMap<string, Alert>;
}

export const none: Alerts = { standing: null, ended: new Map() };

/** So many that ended are remembered. */
const most = 200;

export const useAlerts = create<Alerts>(() => none);

/** What stands and what ended after a message; nothing stands before all was told. */
export function after(before: Alerts, { full, changed, removed }: AlertsMessage): Alerts {
  if (before.standing === null && !full) return before;
  const standing = new Map(full ? [] : before.standing),
    ended = new Map(before.ended);
  for (const alert of changed) {
    if (alert.state === 'resolved') {
      standing.delete(alert.id);
      ended.delete(alert.id);
      ended.set(alert.id, alert);
    } else standing.set(alert.id, alert);
  }
  for (const id of removed) standing.delete(id);
  for (const id of [...ended.keys()].slice(0, Math.max(0, ended.size - most))) ended.delete(id);
  return { standing, ended };
}

onAlerts((message) => useAlerts.setState((before) => after(before, message), true));
useDesk.subscribe((now, before) => {
  if (now.desk?.id !== before.desk?.id) useAlerts.setState(none, true);
});

/** An answer of the server's about one alert, before the hub tells of it. */
export function hold(alert: Alert): void {
  useAlerts.setState(({ standing, ended }) =>
    standing?.has(alert.id) ? { standing: new Map(standing).set(alert.id, alert), ended } : { standing, ended },
  );
}

/** Whether somebody is told of it: it fires, and nobody silenced it. */
export const isLoud = ({ state, silencedUntil }: Alert): boolean => state === 'firing' && silencedUntil === null;

/** How many fire and are not silenced; a primitive, so that only a changed count draws. */
export function useAlertCounts(): { firing: number; critical: number; isTold: boolean } {
  const counts = useAlerts(({ standing }) => {
    if (!standing) return '';
    const loud = [...standing.values()].filter(isLoud);
    return `${loud.length} ${loud.filter(({ severity }) => severity === 'critical').length}`;
  });
  const [firing = 0, critical = 0] = counts ? counts.split(' ').map(Number) : [];
  return { firing, critical, isTold: counts !== '' };
}
