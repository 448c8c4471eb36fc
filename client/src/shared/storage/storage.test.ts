// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browser, tab } from './storage';

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(() => vi.unstubAllGlobals());

/** A browser that blocks storage throws as soon as a page names it. */
function block(): void {
  for (const name of ['localStorage', 'sessionStorage'])
    vi.spyOn(window, name as 'localStorage', 'get').mockImplementation(() => {
      throw new DOMException('Access is denied for this document.', 'SecurityError');
    });
}

it('keeps for the browser, and for the tab', () => {
  browser.keepText('storage.text', 'a');
  tab.keepValue('storage.value', { b: [1] });
  expect([localStorage.getItem('storage.text'), browser.text('storage.text')]).toEqual(['a', 'a']);
  expect([sessionStorage.getItem('storage.value'), tab.value('storage.value')]).toEqual(['{"b":[1]}', { b: [1] }]);
  browser.keepText('storage.text', null);
  expect([localStorage.getItem('storage.text'), browser.keys('storage.')]).toEqual([null, []]);
});

it('has no value where the text is no JSON', () => {
  localStorage.setItem('storage.broken', '{');
  expect(browser.value('storage.broken')).toBeNull();
});

describe('where the browser refuses', () => {
  it('remembers on the page alone, and nothing throws', () => {
    block();
    expect([browser.text('storage.none'), browser.value('storage.none'), browser.keys('storage.')]).toEqual([
      null,
      null,
      [],
    ]);
    browser.keepText('storage.one', 'a');
    tab.keepValue('storage.two', 2);
    expect([browser.text('storage.one'), tab.value('storage.two'), browser.keys('storage.')]).toEqual([
      'a',
      2,
      ['storage.one'],
    ]);
    browser.keepText('storage.one', null);
    expect([browser.text('storage.one'), browser.keys('storage.')]).toEqual([null, []]);
  });

  it('prefers what the page knows to what a full storage still has', () => {
    browser.keepText('storage.full', 'old');
    const full = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('No room.', 'QuotaExceededError');
    });
    browser.keepText('storage.full', 'new');
    expect(browser.text('storage.full')).toBe('new');
    full.mockRestore();
    browser.keepText('storage.full', 'newest');
    expect(localStorage.getItem('storage.full')).toBe('newest');
  });
});
