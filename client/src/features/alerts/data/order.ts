import { isLoud } from '../../../shared/alerts/alerts';
import type { Alert } from '../../../shared/wire/wire';

const isCritical = ({ severity }: Alert): number => (severity === 'critical' ? 1 : 0);
const begin = ({ firedAt, since }: Alert): number => Date.parse(firedAt ?? since);

/** What fires: the critical first, then the newest. What happens to one moves it only where its severity changes. */
export const firing = (all: Iterable<Alert>): Alert[] =>
  [...all]
    .filter(isLoud)
    .toSorted((a, b) => isCritical(b) - isCritical(a) || begin(b) - begin(a) || a.id.localeCompare(b.id));

/** What may fire soon, then what is silenced. */
export function quiet(all: Iterable<Alert>): Alert[] {
  const others = [...all].filter((alert) => !isLoud(alert));
  const [pending, silenced] = [
    others.filter(({ state }) => state === 'pending'),
    others.filter(({ state }) => state === 'firing'),
  ];
  return [
    ...pending.toSorted((a, b) => (a.next ?? a.since).localeCompare(b.next ?? b.since)),
    ...silenced.toSorted((a, b) => begin(b) - begin(a)),
  ];
}

/** The order that was, with what is new at its end: nothing moves under a pointer. */
export function heldOrder(before: readonly string[], now: readonly Alert[]): Alert[] {
  const byId = new Map(now.map((alert) => [alert.id, alert]));
  const known = before.flatMap((id) => byId.get(id) ?? []);
  return [...known, ...now.filter(({ id }) => !before.includes(id))];
}

/** What ended from an instant on, the last first: as asked, and what this page saw end. */
export function endedSince(asked: readonly Alert[], seen: Iterable<Alert>, from: number): Alert[] {
  const byId = new Map(asked.map((alert) => [alert.id, alert]));
  for (const alert of seen) byId.set(alert.id, alert);
  return [...byId.values()]
    .filter(
      ({ state, resolvedAt, firedAt }) =>
        state === 'resolved' && firedAt !== null && resolvedAt !== null && Date.parse(resolvedAt) >= from,
    )
    .toSorted((a, b) => Date.parse(b.resolvedAt!) - Date.parse(a.resolvedAt!));
}
