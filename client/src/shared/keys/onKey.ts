import { usePreferences } from '../preferences/preferences';
import type { KeyList, KeyUse } from './keys';

/** What both the page's and React's keyboard events are. */
interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  preventDefault(): void;
}

/** What each of a list's keys does here; `false` where it finds nothing to do, and the key stays the browser's. */
export type Acts<L extends KeyList> = { readonly [use in keyof L]: (key: string) => void | boolean };

function isPressed(event: Pressed, { keys, ctrl, single }: KeyUse): boolean {
  return (
    keys.includes(event.key) &&
    (event.ctrlKey || event.metaKey) === (ctrl ?? false) &&
    !event.altKey &&
    (!single || usePreferences.getState().shortcuts)
  );
}

/** Whether a key is one of a list's, and did what it does. */
export function onKey<L extends KeyList>(event: Pressed, list: L, acts: Acts<L>): boolean {
  for (const use of Object.keys(list)) {
    if (!isPressed(event, list[use]!)) continue;
    if (acts[use]!(event.key) === false) return false;
    event.preventDefault();
    return true;
  }
  return false;
}

const fields = 'input, textarea, select, [contenteditable]';

/** Whether somebody writes there, or what is open has the keys: then a page's keys wait. */
export const isTaken = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(`${fields}, [role="dialog"], [role="menu"]`) !== null;
