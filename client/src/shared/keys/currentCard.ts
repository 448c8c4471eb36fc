let pointed: Element | null = null;

document.addEventListener(
  'pointermove',
  (event) => {
    // A page that scrolls below a resting pointer moves nothing.
    if (event.movementX !== 0 || event.movementY !== 0) pointed = event.target instanceof Element ? event.target : null;
  },
  { passive: true },
);
document.addEventListener('focusin', () => (pointed = null));

const cardOf = (at: Element | null): Element | null => at?.closest('[data-card]') ?? null;

/**
 * The card whose single keys are meant (`[data-card]`): the one under the pointer where that was moved since the focus
 * was, else the one that has the focus.
 */
export const currentCard = (): Element | null => cardOf(pointed) ?? cardOf(document.activeElement);
