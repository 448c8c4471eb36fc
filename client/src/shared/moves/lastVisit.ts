import { browser } from '../storage/storage';
import { useDesk } from '../store/desk';
import { visitNow, readVisit, type Visit } from './visit';

const every = 15_000;

/** Of the desk that is open; null while none is in sight. */
let visit: Visit | null = null;

const key = (desk: string): string => `apollo.looked.${desk}`;

function see(): void {
  const desk = useDesk.getState().desk?.id;
  if (desk === undefined) return;
  // Another tab may have written since.
  visit = visitNow(readVisit(browser.text(key(desk))) ?? visit, Date.now());
  browser.keepValue(key(desk), visit);
}

const seeIfVisible = (): void => {
  if (document.visibilityState === 'visible') see();
};

/**
 * When this browser last had the desk in sight before the current visit, ms by its own clock; now where it never had.
 */
export const sinceLastVisit = (): number => visit?.since ?? Date.now();

useDesk.subscribe((state, before) => {
  if (state.desk?.id === before.desk?.id) return;
  visit = null;
  seeIfVisible();
});
// As it goes out of sight it was in sight until now.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible' || visit !== null) see();
});
window.addEventListener('pagehide', seeIfVisible);
setInterval(seeIfVisible, every);
seeIfVisible();
