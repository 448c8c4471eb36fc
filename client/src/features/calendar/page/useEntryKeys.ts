import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import { keys } from '../../../shared/keys/keys';
import { onKey } from '../../../shared/keys/onKey';
import { lead } from './entryKeys';

const stopsIn = (frame: HTMLElement): HTMLElement[] => [...frame.querySelectorAll<HTMLElement>('[data-stop]')];

/** By column or list in the order they stand, and in each from top to bottom. */
function columnsIn(frame: HTMLElement): HTMLElement[][] {
  const columns = new Map<Element, HTMLElement[]>();
  for (const stop of stopsIn(frame)) {
    const home = stop.closest('[data-home]') ?? frame,
      own = columns.get(home);
    if (own) own.push(stop);
    else columns.set(home, [stop]);
  }
  return [...columns.values()].map((own) => own.toSorted((a, b) => topOf(a) - topOf(b)));
}

const topOf = (stop: HTMLElement): number => stop.getBoundingClientRect().top;

/** All entries are one tab stop; arrows lead from one to the other. Focus is not lost when the focused entry goes. */
export function useEntryKeys(frame: RefObject<HTMLElement | null>, abreast: boolean): void {
  const current = useRef<string | null>(null),
    within = useRef(false),
    flow = useRef(abreast);
  flow.current = abreast;

  useLayoutEffect(() => {
    const stops = frame.current ? stopsIn(frame.current) : [];
    const own = stops.find((stop) => stop.dataset['stop'] === current.current) ?? stops[0];
    for (const stop of stops) stop.tabIndex = stop === own ? 0 : -1;
    if (own && within.current && document.activeElement === document.body) own.focus();
  });

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const onFocus = ({ target }: FocusEvent): void => {
      const stop = (target as HTMLElement).closest<HTMLElement>('[data-stop]');
      within.current = stop !== null;
      if (!stop) return;
      current.current = stop.dataset['stop'] ?? null;
      for (const other of stopsIn(element)) other.tabIndex = other === stop ? 0 : -1;
    };
    // An element that is taken away loses focus too, but nobody has left it: known once it is away.
    const onBlur = ({ target }: FocusEvent): void =>
      queueMicrotask(() => {
        if ((target as HTMLElement).isConnected && !element.contains(document.activeElement)) within.current = false;
      });
    const heard = (event: KeyboardEvent): void => {
      const stop = (event.target as HTMLElement).closest<HTMLElement>('[data-stop]');
      if (!stop || event.shiftKey) return;
      const go = (key: string): boolean => {
        const columns = columnsIn(element),
          column = columns.findIndex((own) => own.includes(stop));
        const to = lead(
          key,
          columns.map((own) => own.map(topOf)),
          [column, columns[column]!.indexOf(stop)],
          flow.current,
        );
        if (to) columns[to[0]]![to[1]]!.focus();
        return to !== null;
      };
      onKey(event, keys.entries, { move: go, ends: go });
    };
    element.addEventListener('focusin', onFocus);
    element.addEventListener('focusout', onBlur);
    element.addEventListener('keydown', heard);
    return () => {
      element.removeEventListener('focusin', onFocus);
      element.removeEventListener('focusout', onBlur);
      element.removeEventListener('keydown', heard);
    };
  }, [frame]);
}
