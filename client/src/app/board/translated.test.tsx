import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import Tv from '../../features/wall/Tv';
import { useLive } from '../../shared/live/live';
import { useView } from '../../shared/preferences/view';
import { deskStore } from '../../shared/store/desk';
import { someDefinition, someDesk, someResult } from '../../shared/testing/support';
import type { KpiResult } from '../../shared/wire/wire';
import { BoardPage } from './BoardPage';

const at = '2026-11-24T09:42:00.000Z';
const later = '2026-11-24T09:42:30.000Z';

/** What a browser's translation makes of a page, and makes of it again whenever it changes. */
function translate(): void {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    if (!text.data.trim() || text.parentElement?.closest('font, [translate=no]')) continue;
    const font = document.createElement('font');
    text.replaceWith(font);
    font.append(text.data);
  }
}

let observer: MutationObserver;
beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse(later), toFake: ['Date'] });
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => Response.json([])),
  );
  localStorage.clear();
  history.replaceState(null, '', '/');
  deskStore.open(someDesk({ timeZone: 'Europe/Brussels' }));
  deskStore.setCatalogue([
    someDefinition({ group: 'Backlog' }),
    someDefinition({ id: 'opened-today', title: 'Opened today', group: 'Flow' }),
  ]);
  useLive.setState({ kind: 'live', stale: [], slices: [], age: 0.4, readAt: Date.parse(at), returned: null });
  useView.setState({ filter: null, definition: null, shown: null });
  observer = new MutationObserver(translate);
});
afterEach(() => {
  observer.disconnect();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const say = (...kpis: KpiResult[]): void =>
  act(() => deskStore.apply({ desk: 'demo', full: kpis.length > 1, at: later, kpis }));
const live = (more: Partial<ReturnType<typeof useLive.getState>>): void => act(() => useLive.setState(more));
const failed = (): string[] => screen.queryAllByRole('alert').map((alert) => alert.textContent);

/** Shows a page, then all that a page comes through; the translator is after each step. */
async function through(page: React.ReactNode): Promise<void> {
  render(page);
  const quiet = someResult({ value: 3, moved: null, status: 'good', changedAt: null });
  const other = someResult({ kpi: 'opened-today', value: 2, status: 'critical' });
  const steps: (() => void)[] = [
    () => say(quiet, other),
    () => say(someResult({ value: 12, revision: 101, moved: { ...someResult().moved!, byClock: true } })),
    () => say(someResult({ value: 13, revision: 102, moved: { ...someResult().moved!, byClock: false, entered: 2 } })),
    () => live({ kind: 'stale', stale: ['tickets'] }),
    () => live({ kind: 'offline', retryAt: Date.parse(later) + 5_000 }),
    () => live({ kind: 'live', stale: [], returned: { after: 40, changed: ['overdue'] } }),
    () => say(someResult({ value: null, revision: 103, status: 'none' })),
    () => say(someResult({ value: 14, revision: 104, lateSince: at })),
  ];
  translate();
  observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  for (const step of steps) {
    step();
    await act(async () => {});
    expect(failed()).toEqual([]);
  }
}

it('a translated board goes on through changes and an outage, and what is seen is what holds', async () => {
  await through(<BoardPage />);
  const card = document.querySelector('[data-kpi=overdue]')!;
  expect([card.textContent, card.textContent.includes('late')]).toEqual([
    expect.stringMatching(/Overdue, 14 tickets.*Overdue14tickets/),
    true,
  ]);
});

it('a translated wall does so too', async () => {
  await through(<Tv />);
  expect(document.querySelector('[data-kpi=overdue]')!.textContent).toContain('14');
});
