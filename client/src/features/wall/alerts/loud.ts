import type { Alert } from '../../../shared/wire/wire';
import type { Alerts } from '../../../shared/alerts/alerts';

/** An alert with the desk it is of. */
export interface DeskAlert {
  desk: string;
  alert: Alert;
}

/** How long an alert has the whole screen, how long each of several, and how long an acknowledgement is shown, ms. */
const loudFor = 60_000,
  turnEvery = 10_000,
  acknowledgedFor = 60_000;

/** What takes the screen; that one comes and goes, is steady or is over does not. */
const reasons: ReadonlySet<string> = new Set(['fired', 'worse', 'repeated']);

/** A wall is told of it: critical, firing, and not silenced. */
const isToldHere = ({ state, severity, notice, silencedUntil }: Alert): boolean =>
  state === 'firing' && severity === 'critical' && notice !== null && silencedUntil === null;

const isLoud = ({ notice, acknowledged }: Alert, now: number): boolean =>
  acknowledged === null && notice !== null && reasons.has(notice.reason) && now < Date.parse(notice.at) + loudFor;

/** The alerts of some desks, the one told first before the others. */
export const inOrder = (desks: Readonly<Record<string, Alerts>>): readonly DeskAlert[] =>
  Object.entries(desks)
    .flatMap(([desk, { standing }]) => [...(standing?.values() ?? [])].map((alert) => ({ desk, alert })))
    .toSorted(
      ({ alert: a }, { alert: b }) =>
        Date.parse(a.notice?.at ?? a.since) - Date.parse(b.notice?.at ?? b.since) || (a.id < b.id ? -1 : 1),
    );

/** Those that have the whole screen at an instant: for a minute from when they are told, until acknowledged. */
export const loudOnes = (all: readonly DeskAlert[], now: number): readonly DeskAlert[] =>
  all.filter(({ alert }) => isToldHere(alert) && isLoud(alert, now));

/** Those that stand in the strip: until acknowledged, and a minute longer, so that one sees that somebody has. */
export const strippedOnes = (all: readonly DeskAlert[], now: number): readonly DeskAlert[] =>
  all.filter(
    ({ alert }) =>
      isToldHere(alert) &&
      !isLoud(alert, now) &&
      (alert.acknowledged === null || now < Date.parse(alert.acknowledged.at) + acknowledgedFor),
  );

/** Whose turn it is: of several each has ten seconds. */
export const turnOf = (count: number, now: number): number => (count === 0 ? 0 : Math.floor(now / turnEvery) % count);

/** What tells one notice of an alert from the next. */
export const noticeKey = ({ id, notice }: Alert): string => `${id} ${notice?.at ?? ''}`;

const weight = ({ state, severity }: Alert): number => (state !== 'firing' ? 2 : severity === 'critical' ? 0 : 1);

/** A page of alerts: what fires, the worst first and then the oldest; what may fire last. */
export const byWorst = ({ standing }: Alerts): readonly Alert[] =>
  [...(standing?.values() ?? [])].toSorted(
    (a, b) => weight(a) - weight(b) || Date.parse(a.since) - Date.parse(b.since),
  );
