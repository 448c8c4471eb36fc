// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { prefer, usePreferences } from '../../../shared/preferences/preferences';
import { forgetBoards, openOwn, removeBoard, renameBoard } from './boards';
import { follow } from './follow';
import { FakeBoardServer } from './fakeBoardServer';
import { openAtStart } from './start';
import { useBoards } from './state';

let server: FakeBoardServer;
const start = (): string | null => usePreferences.getState().start;
const arrive = (path: string, type = 'navigate'): string => {
  history.replaceState(null, '', path);
  vi.spyOn(performance, 'getEntriesByType').mockReturnValue([{ type } as PerformanceNavigationTiming]);
  openAtStart();
  return location.pathname + location.search + location.hash;
};

beforeEach(() => {
  forgetBoards();
  server = new FakeBoardServer();
  server.put('Été 50%', { version: 1, desk: 'demo', sections: [] });
  prefer({ start: 'Été 50%' });
});

afterEach(() => {
  prefer({ start: null });
  vi.unstubAllGlobals();
  history.replaceState(null, '', '/');
});

it('Apollo opens with the board that this browser likes', () => {
  expect(arrive('/')).toBe('/board/%C3%89t%C3%A9%2050%25');
  prefer({ start: null });
  expect(arrive('/')).toBe('/');
});

it('links, a reload and the way back lead where they say', () => {
  for (const path of ['/tickets', '/board/Other', '/tv', '/?desk=demo', '/#card-overdue'])
    expect(arrive(path)).toBe(path);
  for (const type of ['reload', 'back_forward']) expect(arrive('/', type)).toBe('/');
});

it('where that board is gone Apollo opens with all KPIs, and does from then on', async () => {
  server.kept.clear();
  arrive('/');
  await openOwn('Été 50%');
  expect([location.pathname, useBoards.getState().problem, start()]).toEqual(['/', null, null]);
});

it('where the server does not answer the wish stays', async () => {
  server.fault = 'away';
  arrive('/');
  await openOwn('Été 50%');
  expect([useBoards.getState().problem, start()]).toEqual(['The server does not answer.', 'Été 50%']);
});

it('a link to a board that is gone says so, whatever Apollo opens with', async () => {
  server.kept.clear();
  arrive('/board/x');
  await openOwn('Été 50%');
  expect([useBoards.getState().problem, start()]).toEqual([
    expect.stringMatching(/^This browser keeps no board/),
    'Été 50%',
  ]);
});

it('the wish follows another name, and ends with the board, in every tab', async () => {
  await renameBoard('Été 50%', 'B');
  expect(start()).toBe('B');
  follow({
    kind: 'kept',
    info: { name: 'C', share: '', updatedAt: '', tag: null },
    document: { version: 1, desk: 'demo', sections: [] },
    from: 'B',
  });
  expect(start()).toBe('C');
  follow({ kind: 'removed', name: 'other' });
  expect(start()).toBe('C');
  await removeBoard('C');
  expect(start()).toBeNull();
});

it('a tab that prefers something else does not take it back', () => {
  localStorage.setItem('apollo.preferences', JSON.stringify({ density: 'normal', start: 'Chosen in another tab' }));
  prefer({ density: 'compact' });
  expect(JSON.parse(localStorage.getItem('apollo.preferences')!)).toMatchObject({
    density: 'compact',
    start: 'Chosen in another tab',
  });
});
