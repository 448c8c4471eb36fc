import { keys } from './keys';
import { isTaken, onKey, type Acts } from './onKey';

/** What the single keys of each card do. */
const cards = new WeakMap<Element, Acts<typeof keys.card>>();

/** Whether the pointer was moved since the focus was. */
let isPointed = false;

document.addEventListener(
  'pointermove',
  (event) => {
    // A page that scrolls below a resting pointer moves nothing.
    if (event.movementX !== 0 || event.movementY !== 0) isPointed = true;
  },
  { passive: true },
);
document.addEventListener('focusin', () => (isPointed = false));
document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || isTaken(event.target)) return;
  const card = currentCard();
  const acts = card && cards.get(card);
  if (acts) onKey(event, keys.card, acts);
});

/**
 * The card whose single keys are meant (`[data-card]`, its KPI): the one under the pointer where that was moved since
 * the focus was, else the one that has the focus.
 */
export const currentCard = (): Element | null =>
  (isPointed ? document.querySelector('[data-card]:hover') : null) ??
  document.activeElement?.closest('[data-card]') ??
  null;

/** From now on a card's single keys do this; as long as it is there. */
export const setCardKeys = (card: Element, acts: Acts<typeof keys.card>): void => void cards.set(card, acts);
