import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { later } from './later';
import { Region } from './Region';

let isBroken = true;
function Part() {
  if (isBroken) throw new Error('broken');
  return <p>whole</p>;
}

/** What a browser's translation does to a text. */
function translate(text: Text): void {
  const font = document.createElement('font');
  text.replaceWith(font);
  font.append(text.data);
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'error').mockImplementation(() => {});
  isBroken = true;
});
afterEach(() => vi.useRealTimers());

const show = () =>
  render(
    <>
      <Region name="The table">
        <Part />
      </Region>
      <p>beside it</p>
    </>,
  );

it('says that it failed, alone, and is drawn anew by itself', () => {
  show();
  expect(screen.getByRole('alert').textContent).toContain('The table could not be shown. Trying again.');
  expect(screen.getByText('beside it')).toBeDefined();
  act(() => vi.advanceTimersByTime(1_000));
  expect(screen.getByRole('alert')).toBeDefined();
  isBroken = false;
  act(() => vi.advanceTimersByTime(1_000));
  expect(screen.queryByRole('alert')).not.toBeNull();
  act(() => vi.advanceTimersByTime(1_000));
  expect([screen.queryByRole('alert'), screen.getByText('whole').textContent]).toEqual([null, 'whole']);
});

it('is drawn anew at once for who asks', () => {
  show();
  isBroken = false;
  fireEvent.click(screen.getByRole('button', { name: 'Try now' }));
  expect(screen.getByText('whole')).toBeDefined();
});

it('stands again after a translation took a text out of React’s hands', () => {
  const part = (isLong: boolean) => (
    <Region name="The foot">
      <p>
        {isLong ? 'a text that goes' : null}
        <b>a text that stays</b>
      </p>
    </Region>
  );
  const { container, rerender } = render(part(true));
  translate(container.querySelector('p')!.firstChild as Text);
  rerender(part(false));
  expect(screen.getByRole('alert')).toBeDefined();
  act(() => vi.advanceTimersByTime(1_000));
  expect(container.textContent).toBe('a text that stays');
});

it('is fetched again where a part of it could not be fetched', async () => {
  let isAway = true;
  const Late = later<object>(() =>
    isAway ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve({ default: () => <p>fetched</p> }),
  );
  render(
    <Region name="This page">
      <Late />
    </Region>,
  );
  await act(async () => {});
  expect(screen.getByRole('alert').textContent).toContain('This page could not be shown');
  isAway = false;
  await act(() => vi.advanceTimersByTimeAsync(1_000));
  expect([screen.queryByRole('alert'), screen.getByText('fetched').textContent]).toEqual([null, 'fetched']);
});
