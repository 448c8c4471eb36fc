import { act, render, screen, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { openDefinition } from '../../shared/preferences/view';
import { useLive } from '../../shared/live/live';
import { deskStore } from '../../shared/store/desk';
import { someDefinition, someResult } from '../../shared/testing/support';
import type { KpiDefinition } from '../../shared/wire/wire';
import { Definition } from './Definition';

const usual = '08:00–12:00, 13:00–18:00';

function show(definition: KpiDefinition): HTMLElement {
  deskStore.open({
    id: 'demo',
    name: 'Harbour IT Desk',
    timeZone: 'Europe/Brussels',
    source: 'demo',
    poll: 1,
    serviceHours: `Monday ${usual}; Tuesday ${usual}; Wednesday ${usual}`,
  });
  deskStore.setCatalogue([definition]);
  const at = new Date().toISOString();
  act(() =>
    deskStore.apply({
      desk: 'demo',
      full: true,
      at,
      kpis: [someResult({ kpi: definition.id, value: 3 * 3600, asOf: at, readAt: at, changedAt: at, moved: null })],
    }),
  );
  act(() => openDefinition(definition.id));
  render(<Definition />);
  return screen.getByRole('dialog');
}

const fact = (dialog: HTMLElement, name: string): string | null =>
  within(dialog).getByText(name).nextElementSibling!.textContent;

beforeEach(() =>
  useLive.setState({ kind: 'live', stale: [], slices: [], age: 0.4, readAt: Date.now(), returned: null }),
);

it('tells measure, limits in words, service hours by days that are alike, source, and the way to the screen', () => {
  const dialog = show(
    someDefinition({
      id: 'time-to-resolve-30d',
      title: 'Mean time to resolve, 30 days',
      unit: 'seconds',
      group: 'Speed',
      warning: 8 * 3600,
      critical: 16 * 3600,
    }),
  );
  expect(fact(dialog, 'Measure')).toBe('mean service time from opened to resolved, less the time on hold');
  expect([fact(dialog, 'Warning'), fact(dialog, 'Critical')]).toEqual(['8 h or more', '16 h or more']);
  expect(fact(dialog, 'Service hours')).toBe(`Mon–Wed ${usual}`);
  expect(fact(dialog, 'Source')).toBe('tickets of the demo ITSM');
  expect(
    within(dialog)
      .getAllByRole('listitem')
      .map((item) => item.firstChild!.textContent),
  ).toEqual(['Stamped in the ITSM', 'Read from the ITSM', 'Computed', 'On this screen']);
});

it('tells what one group is held to, and that a number has no limits', () => {
  const dialog = show(someDefinition({ groupLimits: { team: { warning: 2, critical: 4 } } }));
  expect(fact(dialog, 'Each team')).toBe('warning 2 tickets or more, critical 4 tickets or more');
  act(() => openDefinition(null));
});

it('says that a number has no limits', () =>
  expect(fact(show(someDefinition({ better: 'neither', warning: null, critical: null })), 'Limits')).toBe(
    'none: neither way is better',
  ));
