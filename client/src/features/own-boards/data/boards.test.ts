// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deskStore } from '../../../shared/store/desk';
import { someDefinition, someDesk } from '../../../shared/testing/support';
import {
  commit,
  createBoard,
  edit,
  forgetBoards,
  openOwn,
  openShared,
  preview,
  readList,
  refresh,
  removeBoard,
  renameBoard,
  reset,
  undo,
} from './boards';
import { addSection, removeCard, stepCard } from './edits';
import { flush } from './saving';
import { FakeBoardServer } from './fakeBoardServer';
import type { BoardDocument } from './model';
import { useSpeech } from './speech';
import { isEditing, setEditing, useBoards } from './state';

const document = (...ids: string[]): BoardDocument => ({
  version: 1,
  desk: 'demo',
  sections: [{ title: 'A', cards: ids.map((kpi) => ({ kpi, size: '1x1', chart: 'trend', breakdown: null })) }],
});
const shown = (): string =>
  useBoards
    .getState()
    .open?.sections.map((section) => section.cards.map((card) => card.kpi).join(' '))
    .join(' | ') ?? 'none';
const kept = (name = 'Mine'): string =>
  server.kept
    .get(name)
    ?.document.sections.map((section) => section.cards.map((card) => card.kpi).join(' '))
    .join(' | ') ?? 'none';
const removeFirst = (): void => edit((sections) => removeCard(sections, sections[0]!.cards[0]!.key));
const later = (ms: number) => vi.advanceTimersByTimeAsync(ms);

let server: FakeBoardServer;

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  forgetBoards();
  server = new FakeBoardServer();
  server.put('Mine', document('a', 'b', 'c'));
  deskStore.open(someDesk());
  deskStore.setCatalogue([someDefinition()]);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('edits', () => {
  it('reach the server a moment later, many as one', async () => {
    await openOwn('Mine');
    removeFirst();
    removeFirst();
    expect(shown()).toBe('c');
    expect([kept(), useBoards.getState().keeping]).toEqual(['a b c', 'keeping']);
    await later(600);
    expect([kept(), server.puts.length, useBoards.getState().keeping]).toEqual(['c', 1, 'kept']);
    expect(localStorage).toHaveLength(0);
  });

  it('are undone one by one, and what is undone is kept too', async () => {
    await openOwn('Mine');
    removeFirst();
    edit((sections) => addSection(sections, 'B'));
    expect([undo(), undo(), undo()]).toEqual([true, true, false]);
    await later(600);
    expect([shown(), kept()]).toEqual(['a b c', 'a b c']);
  });

  it('of a card on its way are one step, kept when it is put down', async () => {
    await openOwn('Mine');
    const before = useBoards.getState().open!.sections,
      key = before[0]!.cards[0]!.key;
    preview(stepCard(before, key, 1));
    preview(stepCard(useBoards.getState().open!.sections, key, 1));
    await later(5_000);
    expect([shown(), kept()]).toEqual(['b c a', 'a b c']);
    commit(before);
    await later(600);
    expect(kept()).toBe('b c a');
    undo();
    expect(shown()).toBe('a b c');
  });

  it('of a reset board show all KPIs, and can be undone', async () => {
    await openOwn('Mine');
    reset();
    expect(shown()).toBe('overdue');
    undo();
    expect(shown()).toBe('a b c');
  });

  it('do not touch a shared board', async () => {
    await openShared('Mine-link');
    removeFirst();
    await later(600);
    expect([shown(), server.puts]).toEqual(['a b c', []]);
    setEditing('Mine');
    expect(isEditing(useBoards.getState())).toBe(false);
  });
});

describe('changes made elsewhere', () => {
  it('are taken over, a deleted board too', async () => {
    await openShared('Mine-link');
    server.put('Mine', document('x'));
    await refresh();
    expect(shown()).toBe('x');
    server.fault = 'away';
    await refresh();
    expect(shown()).toBe('x');
    server.fault = null;
    server.kept.clear();
    await refresh();
    expect([shown(), useBoards.getState().problem]).toEqual([
      'none',
      expect.stringMatching(/^There is no board behind this link/),
    ]);
  });

  it('never replace what is being arranged, or not sent yet', async () => {
    await openOwn('Mine');
    setEditing('Mine');
    server.put('Mine', document('x'));
    await refresh();
    expect(shown()).toBe('a b c');
    setEditing(null);
    server.fault = 'away';
    removeFirst();
    await later(600);
    server.fault = null;
    await refresh();
    expect(shown()).toBe('b c');
  });

  it('leave the cards alone where nothing changed', async () => {
    await openOwn('Mine');
    const { open } = useBoards.getState();
    await refresh();
    expect(useBoards.getState().open).toBe(open);
  });
});

describe('without a server', () => {
  it('edits stay here, say why, and are sent when it is back', async () => {
    await openOwn('Mine');
    server.fault = 'away';
    removeFirst();
    await later(600);
    expect([useBoards.getState().keeping, useBoards.getState().reason]).toEqual([
      'waiting',
      'The server does not answer.',
    ]);
    server.fault = null;
    await later(10_000);
    expect([kept(), useBoards.getState().keeping, useSpeech.getState().text.trim()]).toEqual(['b c', 'kept', 'Saved.']);
  });

  it('are sent at once when the browser is online again', async () => {
    await openOwn('Mine');
    server.fault = 'away';
    removeFirst();
    await later(600);
    server.fault = null;
    window.dispatchEvent(new Event('online'));
    await later(0);
    expect(kept()).toBe('b c');
  });

  it('edits survive a reload: they are shown, and sent', async () => {
    await openOwn('Mine');
    server.fault = 'away';
    removeFirst();
    await later(600);
    forgetBoards();
    await openOwn('Mine');
    expect(shown()).toBe('b c');
    server.fault = null;
    await later(10_000);
    expect(kept()).toBe('b c');
  });

  it('edits of a board that is not open any more are sent too', async () => {
    await openOwn('Mine');
    server.fault = 'away';
    removeFirst();
    await later(600);
    forgetBoards();
    server.fault = null;
    await readList();
    // Another tab may be about to send it itself.
    expect(kept()).toBe('a b c');
    await later(3_000);
    expect(kept()).toBe('b c');
  });

  it('a page that is left sends what it has', async () => {
    await openOwn('Mine');
    removeFirst();
    window.dispatchEvent(new Event('pagehide'));
    await later(0);
    expect(kept()).toBe('b c');
  });
});

describe('what the server refuses', () => {
  it('is said in its words and not asked again by itself', async () => {
    await openOwn('Mine');
    server.fault = { status: 409, detail: 'You have 50 dashboards already. Delete one first.' };
    removeFirst();
    await later(600);
    expect(useBoards.getState().reason).toBe('You have 50 dashboards already. Delete one first.');
    const asked = vi.mocked(fetch).mock.calls.length;
    await later(60_000);
    expect(vi.mocked(fetch).mock.calls.length).toBe(asked);
    server.fault = null;
    await flush();
    expect(useBoards.getState().keeping).toBe('kept');
  });

  it('leaves no board on the screen where there is none', async () => {
    await openOwn('Nowhere');
    expect([useBoards.getState().open, useBoards.getState().problem]).toEqual([
      null,
      expect.stringMatching(/^This browser keeps no board/),
    ]);
    await openShared('nothing');
    expect(useBoards.getState().problem).toMatch(/^There is no board behind this link/);
  });

  it('is a board that cannot be read, too', async () => {
    server.put('Odd', {
      version: 1,
      desk: 'demo',
      sections: [{ title: 'A', cards: [{ kpi: 'a', size: '9x9' }] }],
    } as unknown as BoardDocument);
    await openOwn('Odd');
    expect(useBoards.getState().problem).toBe('sections[0].cards[0].size is one of 1x1, 2x1, 2x2.');
  });
});

describe('boards', () => {
  const names = (): string =>
    useBoards
      .getState()
      .list!.map((board) => board.name)
      .join(', ');

  it('are made, renamed with their latest edits and their link, and deleted', async () => {
    await readList();
    await createBoard('Other', document('x'));
    expect(names()).toBe('Mine, Other');
    await openOwn('Mine');
    setEditing('Mine');
    removeFirst();
    await renameBoard('Mine', 'Ours');
    expect([kept('Ours'), kept('Mine'), server.kept.get('Ours')!.share, names()]).toEqual([
      'b c',
      'none',
      'Mine-link',
      'Other, Ours',
    ]);
    expect([useBoards.getState().open!.name, isEditing(useBoards.getState())]).toEqual(['Ours', true]);
    await later(60_000);
    expect(kept('Mine')).toBe('none');
    await removeBoard('Ours');
    expect([names(), useBoards.getState().open]).toEqual(['Other', null]);
  });

  it('are shown as the last one asked for, however slow the first answer is', async () => {
    server.put('Other', document('x'));
    const slow = openOwn('Mine'),
      quick = openOwn('Other');
    await Promise.all([slow, quick]);
    expect(shown()).toBe('x');
  });
});
