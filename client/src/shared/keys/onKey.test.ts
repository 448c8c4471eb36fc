// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { prefer } from '../preferences/preferences';
import { keys, type KeyUse } from './keys';
import { isTaken, onKey } from './onKey';

beforeEach(() => prefer({ shortcuts: true }));

const press = (key: string, more: KeyboardEventInit = {}): KeyboardEvent =>
  new KeyboardEvent('keydown', { key, cancelable: true, ...more });

describe('a key', () => {
  it('does what its list says, and is not the browser’s then', () => {
    const step = vi.fn<(key: string) => void>(),
      event = press('PageDown');
    expect(onKey(event, keys.calendar, { step, today: () => {}, close: () => {} })).toBe(true);
    expect([step.mock.calls, event.defaultPrevented]).toEqual([[['PageDown']], true]);
  });

  it('stays the browser’s where there is nothing to do, where it is of no list, and with Alt', () => {
    const acts = { step: () => false, today: () => {}, close: () => {} };
    for (const event of [press('PageDown'), press('x'), press('t', { altKey: true }), press('t', { metaKey: true })])
      expect([onKey(event, keys.calendar, acts), event.defaultPrevented]).toEqual([false, false]);
  });

  it('of Ctrl is not the key alone', () => {
    const told: string[] = [];
    const acts = {
      move: () => {},
      page: () => {},
      ends: () => void told.push('ends'),
      corners: () => void told.push('corners'),
      history: () => {},
    };
    onKey(press('End'), keys.grid, acts);
    onKey(press('End', { ctrlKey: true }), keys.grid, acts);
    expect(told).toEqual(['ends', 'corners']);
  });

  it('that is a letter or sign alone rests where they are switched off', () => {
    prefer({ shortcuts: false });
    const acts = { step: () => {}, today: () => {}, close: () => {} };
    expect([press('t'), press('PageUp')].map((event) => onKey(event, keys.calendar, acts))).toEqual([false, true]);
  });

  it('waits where somebody writes or something is open', () => {
    document.body.innerHTML = '<input><div role="dialog"><p></p></div><main></main>';
    const taken = ['input', 'p', 'main'].map((name) => isTaken(document.querySelector(name)));
    expect(taken).toEqual([true, true, false]);
  });
});

describe('the list of keys', () => {
  const lists: readonly KeyUse[] = Object.values(keys).flatMap((list) => Object.values<KeyUse>(list));

  it('marks every letter and sign alone, but where only the focused card answers', () => {
    const alone = lists.filter((use) => !use.ctrl && use.keys.some((key) => /^\S$/u.test(key)));
    expect(alone.filter((use) => !use.single)).toEqual([keys.arranging.size, keys.chart.zoom]);
  });

  it('says the same key once for each part of a page', () => {
    for (const [part, list] of Object.entries(keys)) {
      const named = Object.values<KeyUse>(list).flatMap((use) => use.keys.map((key) => `${use.ctrl ?? false} ${key}`));
      expect([part, new Set(named).size]).toEqual([part, named.length]);
    }
  });

  // Keys inside a field, a menu, a drag or a dialog (the wall's help) are of that field alone; all others are in the
  // list, and so in the help.
  it('is asked by everything that handles keys', () => {
    const files = import.meta.glob<string>('../../**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true });
    const own = Object.entries(files)
      .filter(([path, text]) => !path.includes('.test.') && /\bevent\.key\b|\{ key \}: Keyboard/.test(text))
      .map(([path]) => path.replace(/^.*\//, ''));
    expect(own.toSorted()).toEqual([
      'EditSection.tsx',
      'Readout.tsx',
      'SearchBox.tsx',
      'WallKeys.tsx',
      'drag.ts',
      'onKey.ts',
      'useArranging.ts',
    ]);
  });
});
