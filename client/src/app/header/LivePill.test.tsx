import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { somePulse } from '../../shared/testing/support';
import { useLive } from '../../shared/live/live';
import { LiveBar } from './LiveBar';
import { LivePill } from './LivePill';

const at = new Date().toISOString();

afterEach(() =>
  useLive.setState({ kind: 'connecting', slices: [], historyFailingSince: null, readAt: null, age: null }),
);

it('says what is wrong with the reading beside a live state', async () => {
  const warning = "8 rows are left out: 8 × unknown state 'on hold' (of 49 read)";
  useLive.setState({
    kind: 'live',
    age: 0.4,
    readAt: Date.now(),
    slices: [somePulse({ readAt: at, leftOut: 8, warnings: [warning] })],
  });
  render(<LivePill />);
  await userEvent.click(screen.getByRole('button', { name: /Live.*1 warning/ }));
  expect(screen.getByText(warning)).toBeTruthy();
});

it('says how far the first read is, and why it fails', () => {
  useLive.setState({
    kind: 'loading',
    slices: [somePulse({ state: 'failing', readAt: null, loaded: 12_000, error: 'no such column: priorty' })],
  });
  render(<LiveBar />);
  expect(screen.getByText(/12.000 rows so far/)).toBeTruthy();
  expect(screen.getByText(/no such column: priorty/)).toBeTruthy();
});

it('says how many rows the first read has to read, where that is known', () => {
  useLive.setState({ kind: 'loading', slices: [somePulse({ readAt: null, loaded: 12_000, toLoad: 200_000 })] });
  render(<LiveBar />);
  expect(screen.getByText(/12.000 of 200.000 rows so far/)).toBeTruthy();
});

it('says since when history is not written', async () => {
  useLive.setState({ kind: 'live', age: 0.4, readAt: Date.now(), slices: [somePulse({ readAt: at })] });
  const { rerender } = render(<LivePill />);
  await userEvent.click(screen.getByRole('button', { name: /^Live(?!.*warning)/ }));
  expect(screen.queryByText('not written')).toBeNull();
  await userEvent.keyboard('{Escape}');
  useLive.setState({ historyFailingSince: Date.parse('2026-11-24T10:42:05Z') });
  rerender(<LivePill />);
  await userEvent.click(screen.getByRole('button', { name: /Live.*1 warning/ }));
  expect(screen.getByText('not written')).toBeTruthy();
  expect(screen.getByText(/^Since 10:42:05 the store/)).toBeTruthy();
});
