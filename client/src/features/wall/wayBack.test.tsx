import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useAwake, WayBack } from './WayBack';

const Shown = () => <WayBack isAwake={useAwake()} />;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('is seen while the pointer moves, and a moment longer', () => {
  render(<Shown />);
  const way = screen.getByRole('navigation', { name: 'Leave the wall display' });
  const isSeen = (): boolean => way.classList.contains('isAwake');
  expect([isSeen(), screen.getByRole('link').getAttribute('href')]).toEqual([false, '/']);
  fireEvent.pointerMove(window);
  act(() => vi.advanceTimersByTime(3_000));
  fireEvent.pointerMove(window);
  act(() => vi.advanceTimersByTime(3_000));
  expect(isSeen()).toBe(true);
  act(() => vi.advanceTimersByTime(1_000));
  expect(isSeen()).toBe(false);
});
