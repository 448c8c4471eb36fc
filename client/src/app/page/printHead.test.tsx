import { act, render, screen } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { useLive } from '../../shared/live/live';
import { deskStore } from '../../shared/store/desk';
import { someDefinition, someDesk } from '../../shared/testing/support';
import { PrintHead } from './PrintHead';

beforeEach(() => {
  deskStore.open(someDesk());
  deskStore.setCatalogue([someDefinition()]);
  act(() => useLive.setState({ kind: 'live', age: 0.4 }));
});

const print = (name: 'beforeprint' | 'afterprint'): void => act(() => void window.dispatchEvent(new Event(name)));

function onPaper(address: string): string {
  history.replaceState(null, '', address);
  const { container } = render(<PrintHead />);
  expect(container.textContent).toBe('');
  print('beforeprint');
  const text = container.textContent;
  print('afterprint');
  expect(container.textContent).toBe('');
  return text;
}

it('says on paper alone whose page it is, of when, and how old its data was', () => {
  expect(onPaper('/performance/team')).toMatch(
    /^Performance by teamHarbour IT Desk\w{3}.*\d\d:\d\d:\d\d .*, live, data 0\.4 s old$/,
  );
});

it('says what the rows are filtered by, as their own page does', () => {
  expect(onPaper('/kpis/overdue?filter=team+in+%28Network%29+and+priority+in+%281%29&q=vpn')).toContain(
    'Team Network; Priority P1; contains “vpn”',
  );
  expect(onPaper('/reports/rows?filter=ending+in+%28late%29')).toContain('How it ended Resolved late');
  expect(screen.queryByText(/Resolved late/)).toBeNull();
});
