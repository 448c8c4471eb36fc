import { useLayoutEffect, useRef, type RefObject } from 'react';
import { isStill } from '../../../shared/ui/media';
import { changesOf, type Place } from './entryChanges';

const glides = { duration: 320, easing: 'cubic-bezier(.2,0,0,1)' },
  arrives = { duration: 240, easing: 'cubic-bezier(.2,0,0,1)' },
  leaves = { duration: 240, easing: 'cubic-bezier(.4,0,1,1)' };
/** More at once than this is no news of a visit or two: all swaps. */
const many = 12;

interface Seen extends Place {
  element: HTMLElement;
  home: HTMLElement;
  width: number;
  height: number;
  frameX: number;
  frameY: number;
}

/** Where an element lies in another, however far either is scrolled. */
function offset(element: HTMLElement, within: HTMLElement): [number, number] {
  let [x, y] = [0, 0];
  for (let at: HTMLElement | null = element; at && at !== within; at = at.offsetParent as HTMLElement | null)
    [x, y] = [x + at.offsetLeft, y + at.offsetTop];
  return [x, y];
}

function measure(frame: HTMLElement): Map<string, Seen> {
  const seen = new Map<string, Seen>();
  for (const element of frame.querySelectorAll<HTMLElement>('[data-item]')) {
    const home = element.closest<HTMLElement>('[data-home]') ?? frame,
      [x, y] = offset(element, home),
      [frameX, frameY] = offset(element, frame);
    let key = element.dataset['item']!;
    // A visit over midnight has a part in two columns.
    while (seen.has(key)) key += ' ';
    seen.set(key, {
      element,
      home,
      place: home.dataset['home'] ?? '',
      state: element.dataset['state'] ?? '',
      x,
      y,
      room: home.offsetWidth,
      frameX,
      frameY,
      width: element.offsetWidth,
      height: element.offsetHeight,
    });
  }
  return seen;
}

/** What was there stands for a moment more, and fades. */
function fadeOut({ element, home, x, y, width, height }: Seen): void {
  const ghost = element.cloneNode(true) as HTMLElement;
  for (const name of ['data-item', 'data-stop']) ghost.removeAttribute(name);
  ghost.querySelector('.hidden-text')?.remove();
  ghost.inert = true;
  ghost.ariaHidden = 'true';
  Object.assign(ghost.style, {
    position: 'absolute',
    left: `${x}px`,
    top: `${y}px`,
    width: `${width}px`,
    height: `${height}px`,
    margin: '0',
  });
  home.append(ghost);
  const gone = (): void => ghost.remove();
  ghost.animate([{ opacity: 1 }, { opacity: 0 }], leaves).finished.then(gone, gone);
}

/**
 * What changes in the schedule is seen to change: a moved entry glides, one that comes fades in, one that goes fades
 * out, one whose state changes comes anew. Measured at each drawing. `shown` names what the reader chose to see: when
 * that changes everything swaps.
 */
export function useEntryAnimation(frame: RefObject<HTMLElement | null>, shown: string): void {
  const last = useRef({ shown, seen: new Map<string, Seen>() });
  useLayoutEffect(() => {
    if (!frame.current) return;
    const before = last.current,
      seen = measure(frame.current);
    last.current = { shown, seen };
    if (before.shown !== shown || isStill() || typeof frame.current.animate !== 'function') return;
    const { came, went, moved, turned } = changesOf(before.seen, seen);
    if (came.length + went.length + moved.length > many) return;
    for (const key of came) seen.get(key)!.element.animate([{ opacity: 0 }, { opacity: 1 }], arrives);
    for (const key of turned)
      seen.get(key)!.element.animate(
        [
          { opacity: 0.35, transform: 'translateY(3px)' },
          { opacity: 1, transform: 'none' },
        ],
        arrives,
      );
    for (const key of went) if (before.seen.get(key)!.home.isConnected) fadeOut(before.seen.get(key)!);
    for (const key of moved) {
      const [from, to] = [before.seen.get(key)!, seen.get(key)!];
      const [x, y] =
        from.place === to.place ? [from.x - to.x, from.y - to.y] : [from.frameX - to.frameX, from.frameY - to.frameY];
      to.element.animate(
        [
          { transform: `translate(${x}px, ${y}px)`, zIndex: 5 },
          { transform: 'none', zIndex: 5 },
        ],
        glides,
      );
    }
  });
}
