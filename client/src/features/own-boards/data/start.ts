import { navigate } from '../../../shared/address/navigate';
import { ownPath, under } from '../../../shared/address/base';
import { prefer, usePreferences } from '../../../shared/preferences/preferences';
import { boardAddress } from './address';

let begunWith: string | null = null;

/**
 * Begins with the board that this browser likes to begin with, where Apollo was opened at its bare address: a link, a
 * reload and the way back lead where they say.
 */
export function openAtStart(): void {
  const { start } = usePreferences.getState();
  begunWith = null;
  const arrival = performance.getEntriesByType?.('navigation')[0] as PerformanceNavigationTiming | undefined;
  if (
    start === null ||
    ownPath() !== '/' ||
    location.search ||
    location.hash ||
    (arrival && arrival.type !== 'navigate')
  )
    return;
  begunWith = start;
  history.replaceState(null, '', under(boardAddress(start)));
}

/** Whether Apollo began with this board, which is gone: then it begins with all KPIs, now and from now on. */
export function beginWithAll(name: string | null): boolean {
  if (name === null || name !== begunWith) return false;
  forgetStart(name);
  navigate('/', { replace: true });
  return true;
}

export function forgetStart(name: string): void {
  if (usePreferences.getState().start === name) prefer({ start: null });
}

export function renameStart(from: string, name: string): void {
  if (usePreferences.getState().start === from) prefer({ start: name });
}
