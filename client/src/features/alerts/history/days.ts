import { startOfDay } from '../../../shared/format/zone';
import type { Alert } from '../../../shared/wire/wire';

const begin = ({ firedAt, since }: Alert): number => Date.parse(firedAt ?? since);

/** Alerts that began to fire between two instants, ms, the last first; what this page saw is newer than the answer. */
export function fired(asked: readonly Alert[], seen: readonly Alert[], from: number, to: number): Alert[] {
  const byId = new Map(asked.map((alert) => [alert.id, alert]));
  for (const alert of seen) byId.set(alert.id, alert);
  return [...byId.values()]
    .filter((alert) => alert.firedAt !== null && begin(alert) >= from && begin(alert) < to)
    .toSorted((a, b) => begin(b) - begin(a));
}

/** The same by the day of the desk on which they began, the last day first. */
export function byDay(alerts: readonly Alert[], zone: string): { day: number; alerts: Alert[] }[] {
  const days = new Map<number, Alert[]>();
  for (const alert of alerts) {
    const day = startOfDay(begin(alert), zone);
    days.set(day, [...(days.get(day) ?? []), alert]);
  }
  return [...days].map(([day, list]) => ({ day, alerts: list }));
}
