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

/**
 * The card whose single keys are meant (`[data-card]`, its KPI): the one under the pointer where that was moved since
 * the focus was, else the one that has the focus.
 */
export const currentCard = (): Element | null =>
  (isPointed ? document.querySelector('[data-card]:hover') : null) ??
  document.activeElement?.closest('[data-card]') ??
  null;
