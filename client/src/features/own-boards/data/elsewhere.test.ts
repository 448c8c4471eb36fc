// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deskStore } from '../../../shared/store/desk';
import { someDefinition, someDesk } from '../../../shared/testing/support';
import {
  createBoard,
  edit,
  forgetBoards,
  openOwn,
  openShared,
  preview,
  refresh,
  removeBoard,
  renameBoard,
  undo,
} from './boards';
import { removeCard, stepCard } from './edits';
import { follow } from './follow';
import { keepMine, showTheirs } from './saving';
import { FakeBoardServer } from './fakeBoardServer';
import type { BoardDocument } from './model';
import { setEditing, useBoards } from './state';

const board = (...ids: string[]): BoardDocument => ({
  version: 1,
  desk: 'demo',
  sections: [{ title: 'A', cards: ids.map((kpi) => ({ kpi, size: '1x1', chart: 'trend', breakdown: null })) }],
});
const cards = (document?: BoardDocument): string =>
  document?.sections.map((section) => section.cards.map((card) => card.kpi).join(' ')).join(' | ') ?? 'none';
const state = useBoards.getState;
const shown = (): string =>
  state()
    .open?.sections.map((section) => section.cards.map((card) => card.kpi).join(' '))
    .join(' | ') ?? 'none';
const kept = (name = 'Mine'): string => cards(server.kept.get(name)?.document);
const removeFirst = (): void => edit((sections) => removeCard(sections, sections[0]!.cards[0]!.key));
const later = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const news = (document: BoardDocument, name = 'Mine', from?: string) => ({
  kind: 'kept' as const,
  info: { name, share: 'Mine-link', updatedAt: '', tag: `"${server.kept.get(name)!.revision}"` },
  document,
  ...(from ? { from } : {}),
});

let server: FakeBoardServer;

beforeEach(async () => {
  vi.useFakeTimers();
  localStorage.clear();
  forgetBoards();
  server = new FakeBoardServer();
  server.put('Mine', board('a', 'b', 'c'));
  deskStore.open(someDesk());
  deskStore.setCatalogue([someDefinition()]);
  await openOwn('Mine');
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a board that was changed here and elsewhere', () => {
  beforeEach(async () => {
    server.put('Mine', board('x'));
    removeFirst();
    await later(600);
  });

  it('is written over on neither side, and edits go on being kept in this browser', async () => {
    expect([state().keeping, shown(), kept()]).toEqual(['conflict', 'b c', 'x']);
    removeFirst();
    await later(60_000);
    expect([state().keeping, shown(), kept()]).toEqual(['conflict', 'c', 'x']);
    expect(Object.values(localStorage).join()).toContain('"kpi":"c"');
  });

  it('can show theirs, and undo leads back to mine', async () => {
    showTheirs();
    expect([state().keeping, shown(), localStorage.length]).toEqual(['kept', 'x', 0]);
    undo();
    await later(600);
    expect([state().keeping, shown(), kept()]).toEqual(['kept', 'b c', 'b c']);
  });

  it('can keep mine, in place of theirs', async () => {
    await keepMine();
    expect([state().keeping, shown(), kept()]).toEqual(['kept', 'b c', 'b c']);
    removeFirst();
    await later(600);
    expect([state().keeping, kept()]).toEqual(['kept', 'c']);
  });

  it('asks again where theirs changed once more meanwhile', async () => {
    server.put('Mine', board('y'));
    await keepMine();
    expect([state().keeping, shown(), kept()]).toEqual(['conflict', 'b c', 'y']);
    showTheirs();
    expect(shown()).toBe('y');
  });

  it('asks again after a reload', async () => {
    forgetBoards();
    await openOwn('Mine');
    expect(shown()).toBe('b c');
    await later(0);
    expect([state().keeping, shown(), kept()]).toEqual(['conflict', 'b c', 'x']);
  });

  it('asks again when it is opened again, and says nothing over another board', async () => {
    server.put('Other', board('o'));
    await openOwn('Other');
    expect([state().keeping, shown()]).toEqual(['kept', 'o']);
    await openOwn('Mine');
    await later(0);
    expect([state().keeping, shown()]).toEqual(['conflict', 'b c']);
  });
});

describe('a board that was deleted elsewhere', () => {
  it('can be kept with the edits of this page, or let go', async () => {
    server.kept.clear();
    removeFirst();
    await later(600);
    expect([state().keeping, state().theirs, shown(), kept()]).toEqual(['conflict', null, 'b c', 'none']);
    await keepMine();
    expect([state().keeping, kept()]).toEqual(['kept', 'b c']);
    server.kept.clear();
    removeFirst();
    await later(600);
    showTheirs();
    expect([shown(), state().problem, kept(), localStorage.length]).toEqual([
      'none',
      'It was deleted, or given another name, in another tab or window.',
      'none',
      0,
    ]);
  });

  it('is said where it is looked at', async () => {
    server.kept.clear();
    await refresh();
    expect([shown(), state().problem]).toEqual([
      'none',
      'It was deleted, or given another name, in another tab or window.',
    ]);
  });
});

describe('a save whose answer was lost', () => {
  beforeEach(async () => {
    server.losesAnswers = true;
    removeFirst();
    await later(600);
    expect([state().keeping, kept()]).toEqual(['waiting', 'b c']);
    server.losesAnswers = false;
  });

  it('is no change of somebody else', async () => {
    await later(10_000);
    expect([state().keeping, kept(), localStorage.length]).toEqual(['kept', 'b c', 0]);
  });

  it('is gone on from by what was edited since, after a reload too', async () => {
    removeFirst();
    forgetBoards();
    await openOwn('Mine');
    await later(10_000);
    expect([state().keeping, shown(), kept()]).toEqual(['kept', 'c', 'c']);
  });
});

describe('an edit made while one is on its way', () => {
  it('goes on from it', async () => {
    removeFirst();
    const sent = later(600);
    removeFirst();
    await sent;
    await later(600);
    expect([state().keeping, kept(), server.puts.length]).toEqual(['kept', 'c', 1]);
    removeFirst();
    await later(600);
    expect([state().keeping, kept(), server.puts.length]).toEqual(['kept', '', 2]);
  });

  it('of two tabs: this one sends what it shows, whatever the other left in the browser', async () => {
    removeFirst();
    localStorage.setItem(
      'apollo.board.unsent.Mine',
      JSON.stringify({ document: board('z'), base: '"1"', sent: [], at: Date.now() }),
    );
    await later(600);
    expect([kept(), Object.values(localStorage).join()]).toEqual(['b c', expect.stringContaining('"kpi":"z"')]);
  });
});

it('an edit that an earlier version of the page left is sent', async () => {
  forgetBoards();
  localStorage.setItem('apollo.board.unsent.Mine', JSON.stringify(board('q')));
  await openOwn('Mine');
  await later(0);
  expect([shown(), kept(), localStorage.length]).toEqual(['q', 'q', 0]);
});

describe('what another tab of the browser did', () => {
  const saved = (document: BoardDocument): void => {
    server.put('Mine', document);
    follow(news(document));
  };

  it('is shown at once, the cards that stay keep their element, and editing goes on', async () => {
    setEditing('Mine');
    const before = state().open!.sections[0]!;
    saved(board('c', 'd', 'a'));
    const after = state().open!.sections[0]!;
    expect(shown()).toBe('c d a');
    expect([after.key, after.cards[0]!.key, after.cards[2]!.key]).toEqual([
      before.key,
      before.cards[2]!.key,
      before.cards[0]!.key,
    ]);
    removeFirst();
    await later(600);
    expect([state().keeping, state().editing, kept()]).toEqual(['kept', 'Mine', 'd a']);
  });

  it('never replaces what is not sent yet, nor a board with a card picked up', async () => {
    useBoards.setState({ held: true });
    preview(stepCard(state().open!.sections, state().open!.sections[0]!.cards[0]!.key, 1));
    saved(board('x'));
    expect(shown()).toBe('b a c');
    useBoards.setState({ held: false });
    removeFirst();
    saved(board('y'));
    expect(shown()).toBe('a c');
    await later(600);
    expect([state().keeping, kept()]).toEqual(['conflict', 'y']);
  });

  it('is followed by a shared board too, and not by another board', async () => {
    server.put('Other', board('o'));
    follow(news(board('o'), 'Other'));
    expect(shown()).toBe('a b c');
    await openShared('Mine-link');
    saved(board('x'));
    expect(shown()).toBe('x');
  });

  it('may be another name: the address follows', async () => {
    server.put('Ours', board('a'));
    follow(news(board('a'), 'Ours', 'Mine'));
    expect([state().open!.name, shown(), location.pathname]).toEqual(['Ours', 'a', '/board/Ours']);
    history.replaceState(null, '', '/');
  });

  it('may be a deletion: it is said', () => {
    useBoards.setState({ list: [{ name: 'Mine', share: '', updatedAt: '' }] });
    follow({ kind: 'removed', name: 'Mine' });
    expect([shown(), state().list, state().problem]).toEqual([
      'none',
      [],
      'It was deleted, or given another name, in another tab or window.',
    ]);
  });

  it('is told by the tab that did it', async () => {
    const told: unknown[] = [];
    vi.spyOn(BroadcastChannel.prototype, 'postMessage').mockImplementation((message) => void told.push(message));
    removeFirst();
    await later(600);
    await createBoard('New', board('n'));
    await renameBoard('Mine', 'Ours');
    await removeBoard('Ours');
    expect(told).toMatchObject([
      { kind: 'kept', info: { name: 'Mine' } },
      { kind: 'kept', info: { name: 'New' } },
      { kind: 'kept', info: { name: 'Ours' }, from: 'Mine' },
      { kind: 'removed', name: 'Ours' },
    ]);
  });
});

describe('a new board', () => {
  it('never takes the place of one of its name that another tab made', async () => {
    server.put('New', board('n'));
    await expect(createBoard('New', board('m'))).rejects.toThrow('there is one');
    expect(kept('New')).toBe('n');
  });

  it('that is renamed over what was changed elsewhere says so', async () => {
    server.put('Mine', board('x'));
    await expect(renameBoard('Mine', 'Ours')).rejects.toThrow('changed');
    expect([kept(), kept('Ours')]).toEqual(['x', 'none']);
  });
});
