// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { someDesk } from '../testing/support';

const start = Date.UTC(2026, 10, 26, 7),
  minute = 60_000;
const desk = someDesk({ id: 'harbour', timeZone: 'Europe/Paris' });
let visibility: DocumentVisibilityState = 'visible';
let sinceLastVisit: () => number;

function turn(to: DocumentVisibilityState): void {
  visibility = to;
  document.dispatchEvent(new Event('visibilitychange'));
}

const stored = (desk: string): { visible: number; since: number } =>
  JSON.parse(localStorage.getItem(`apollo.looked.${desk}`)!) as { visible: number; since: number };

beforeEach(async () => {
  vi.useFakeTimers({ now: start });
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visibility);
  visibility = 'visible';
  localStorage.clear();
  vi.resetModules();
  ({ sinceLastVisit } = await import('./lastVisit'));
});

afterEach(() => vi.useRealTimers());

// The module that was just loaded follows the store that it was loaded with; those of other tests have desks of their
// own.
const open = async (id: string): Promise<void> => (await import('../store/desk')).deskStore.open({ ...desk, id });

it('counts since the page opened, then over the night since the evening, by desk', async () => {
  await open('first');
  expect(sinceLastVisit()).toBe(start);
  vi.advanceTimersByTime(30 * minute);
  turn('hidden');
  vi.advanceTimersByTime(900 * minute);
  expect(stored('first').visible).toBe(start + 30 * minute);
  turn('visible');
  expect(sinceLastVisit()).toBe(start + 30 * minute);
  vi.advanceTimersByTime(10 * minute);
  expect(sinceLastVisit()).toBe(start + 30 * minute);
  await open('other');
  expect(sinceLastVisit()).toBe(start + 940 * minute);
});

it('does not take a page that opens behind others for looked at', async () => {
  localStorage.setItem(
    'apollo.looked.second',
    JSON.stringify({ visible: start - 900 * minute, since: start - 950 * minute }),
  );
  turn('hidden');
  await open('second');
  vi.advanceTimersByTime(60 * minute);
  window.dispatchEvent(new Event('pagehide'));
  expect(stored('second').visible).toBe(start - 900 * minute);
  turn('visible');
  expect(sinceLastVisit()).toBe(start - 900 * minute);
});

it('remembers on the page alone where nothing can be stored', async () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new Error('full');
  });
  await open('third');
  vi.advanceTimersByTime(5 * minute);
  expect(sinceLastVisit()).toBe(start);
  turn('hidden');
  vi.advanceTimersByTime(5 * minute);
  turn('visible');
  expect(sinceLastVisit()).toBe(start + 5 * minute);
});
