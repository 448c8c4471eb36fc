import { act, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDefinition } from '../../shared/preferences/view';
import { useLive } from '../../shared/live/live';
import { deskStore } from '../../shared/store/desk';
import { someDefinition, someDesk, someResult } from '../../shared/testing/support';
import { clearTrends, holdTrends } from '../../shared/trend/trends';
import type { KpiDefinition, KpiResult } from '../../shared/wire/wire';
import { Definition } from './Definition';
import { lastWeek } from './past';

const usual = '08:00–12:00, 13:00–18:00';

function show(definition: KpiDefinition, more: Partial<KpiResult> = {}): HTMLElement {
  deskStore.open(
    someDesk({ timeZone: 'Europe/Brussels', serviceHours: `Monday ${usual}; Tuesday ${usual}; Wednesday ${usual}` }),
  );
  deskStore.setCatalogue([definition]);
  const at = new Date().toISOString();
  act(() =>
    deskStore.apply({
      desk: 'demo',
      full: true,
      at,
      kpis: [
        someResult({ kpi: definition.id, value: 3 * 3600, asOf: at, readAt: at, changedAt: at, moved: null, ...more }),
      ],
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

describe('the history of a number', () => {
  const hour = 3_600_000,
    day = 24 * hour;

  function answer(more: (path: string) => Response | undefined = () => undefined): string[] {
    const asked: string[] = [];
    vi.stubGlobal('fetch', (path: string) => {
      asked.push(path);
      const from = Date.now() - 28 * day;
      return Promise.resolve(
        more(path) ??
          (path.includes('/ahead')
            ? Response.json({ at: new Date().toISOString(), points: [[Date.now(), 4, 0]], crossings: [] })
            : Response.json({
                step: 1800,
                from: new Date(from).toISOString(),
                points: Array.from({ length: 1344 }, (_, n) => [from + n * 1_800_000, 116, 96 + (n % 4), 161, 110]),
                gaps: [],
              })),
      );
    });
    return asked;
  }

  afterEach(() => {
    vi.unstubAllGlobals();
    act(() => openDefinition(null));
    clearTrends(Date.now());
  });

  const overdue = someDefinition({ id: 'open-tickets', title: 'Open tickets' });

  it('says what is usual, what it was a week ago and over 28 days, and leads to all of it', async () => {
    const asked = answer();
    const from = new Date(Math.floor(Date.now() / 900_000) * 900_000 - hour).toISOString();
    const band = (value: number): number[] => Array<number>(8).fill(value);
    holdTrends(null, {
      from,
      step: 60,
      kpis: {},
      isComputing: false,
      gaps: [],
      usual: { 'open-tickets': { step: 900, from, low: band(98), median: band(114), high: band(131), weeks: 5 } },
    });
    const dialog = show(overdue, { value: 142, unusualSince: new Date().toISOString() });
    expect(await within(dialog).findByText('116 at this time')).toBeTruthy();
    expect(fact(dialog, 'Usual')).toMatch(/^98 to 131, \w+days at \d\d:\d\dmedian 114, 5 of the last 12 weeks$/);
    expect(within(dialog).getByText('142, unusual').parentElement!.textContent).toBe('142, unusual, 11 above');
    expect(fact(dialog, '28 days')).toBe('96 to 161');
    expect(fact(dialog, 'Ahead')).toMatch(/^4 at \d\d:\d\d, by the clock alone$/);
    expect(within(dialog).getByRole('link', { name: 'Open history' }).getAttribute('href')).toBe(
      '/kpis/open-tickets/history',
    );
    expect(asked.map((path) => path.split('?')[0])).toEqual([
      '/api/desks/demo/kpis/open-tickets/history',
      '/api/desks/demo/kpis/open-tickets/ahead',
    ]);
  });

  it('says when the clock alone changes the status, and since when little is known', async () => {
    const t = Date.now() + hour;
    answer((path) =>
      path.includes('/ahead')
        ? Response.json({ at: new Date().toISOString(), points: [], crossings: [{ t, status: 'critical', rows: 2 }] })
        : Response.json({
            step: 1800,
            from: new Date(Date.now() - 28 * day).toISOString(),
            points: [[Date.now() - 2 * day, 8, 7, 9, 8]],
            gaps: [],
          }),
    );
    const dialog = show(overdue);
    expect(await within(dialog).findByText(/^critical at \d\d:\d\d unless 2 are resolved$/)).toBeTruthy();
    expect(fact(dialog, 'Last week')).toBe('not known');
    expect(fact(dialog, '28 days')).toMatch(/^7 to 9, since \d+ \w+$/);
  });

  it('says that it is not to be had, and the rest stays', async () => {
    answer(() => Response.json({ title: 'The store does not answer' }, { status: 503 }));
    const dialog = show(overdue);
    expect(await within(dialog).findAllByText('not available now')).toHaveLength(3);
    expect(fact(dialog, 'Source')).toBe('tickets of the demo ITSM');
  });
});

describe('a week ago', () => {
  const now = Date.parse('2026-11-24T10:42:00Z'),
    then = now - 7 * 86_400_000,
    step = 1_800_000;
  const past = (points: (number | null)[][], gaps: number[][] = []) => ({ step: 1800, points, gaps });

  it('is the value at the end of the step next to it', () =>
    expect(
      lastWeek(
        past([
          [then - 3 * step, 1],
          [then - 1.5 * step, 2],
          [then + step, 3],
        ]),
        now,
      ),
    ).toBe(2));

  it('is not known in a gap, nor far from any step', () => {
    expect(lastWeek(past([[then - step, 2]], [[then - 1, then + 1]]), now)).toBeNull();
    expect(lastWeek(past([[then + 5 * step, 2]]), now)).toBeNull();
  });
});
