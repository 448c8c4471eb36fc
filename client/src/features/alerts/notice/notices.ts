import { isLoud } from '../../../shared/alerts/alerts';
import { browser } from '../../../shared/storage/storage';
import type { Alert, TellReason } from '../../../shared/wire/wire';

/** What a notice is of: an alert, told at an instant. */
export const noticeKey = ({ id, notice }: Alert): string => `${id} ${notice?.at ?? ''}`;

const shown: ReadonlySet<TellReason> = new Set(['fired', 'worse', 'repeated', 'flapping']);

/** So long before the page was opened a notice is still news, ms. */
const news = 60_000;

/** What is to be told here: the critical first, then the newest. Gone once somebody takes care of it, or it ends. */
export const noticesOf = (all: Iterable<Alert>, opened: number, closed: ReadonlySet<string>): Alert[] =>
  [...all]
    .filter(
      (alert) =>
        isLoud(alert) &&
        alert.acknowledged === null &&
        alert.notice !== null &&
        shown.has(alert.notice.reason) &&
        Date.parse(alert.notice.at) > opened - news &&
        !closed.has(noticeKey(alert)),
    )
    .toSorted(
      (a, b) =>
        Number(b.severity === 'critical') - Number(a.severity === 'critical') ||
        Date.parse(b.notice!.at) - Date.parse(a.notice!.at),
    );

const key = 'apollo.notices-closed',
  most = 200;

/** The notices that were closed in this browser, oldest first. */
export function closedNotices(): string[] {
  const kept = browser.value(key);
  return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string') : [];
}

/** Closes notices here, in all tabs of this browser. */
export function closeNotices(alerts: readonly Alert[]): Set<string> {
  const all = [...closedNotices(), ...alerts.map(noticeKey)].slice(-most);
  browser.keepValue(key, all);
  return new Set(all);
}

const sounded = 'apollo.notices-sounded';

/** Whether this tab is the first of the browser that makes a sound for it. */
export function isFirstToSound(alert: Alert): boolean {
  if (browser.text(sounded) === noticeKey(alert)) return false;
  browser.keepText(sounded, noticeKey(alert));
  return true;
}
