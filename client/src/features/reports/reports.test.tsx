import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { someFlow, someRows, usualFlow } from '../../shared/testing/reports';
import { as, days, onADesk, server, show, violations } from './testing/onADesk';

vi.mock('../../shared/session/useTopics', () => ({ useTopics: () => {} }));

onADesk();

describe('the flow', () => {
  it('asks for what its address says, and its figure tells the finding', async () => {
    show('flow', `?${days}&filter=team+in+%28Network%29&steps=channel,team,ending`);
    expect(
      await screen.findByRole('figure', { name: /^200 tickets opened, by channel, .*; most by Phone/ }),
    ).toBeTruthy();
    const first = server.asked.find(({ pathname }) => pathname === '/api/desks/demo/reports/flow');
    expect(Object.fromEntries(first!.searchParams)).toEqual({
      from: '2026-10-27',
      to: '2026-11-23',
      filter: 'team in ("Network")',
      steps: 'channel,team,ending',
    });
    expect(screen.getByText(/^Read Tue 09:41, whole days, UTC\./)).toBeTruthy();
  });

  it('says the same as a table, whose rows light the way, open it and go to its tickets', async () => {
    const user = userEvent.setup();
    show('flow');
    const grid = await screen.findByRole('treegrid', { name: 'The ways of the tickets' });
    const row = within(grid).getAllByRole('row')[1]!;
    expect(row.textContent).toMatch(/^PortalNetwork9748\.5.%0$/);
    act(() => row.focus());
    await user.keyboard('{ArrowDown}{ArrowRight}');
    expect(screen.getByRole('button', { name: /^Network 158 60 lit, of 158 tickets$/ })).toBeTruthy();
    expect(within(grid).getByText('Resolved in time').closest('tr')!.textContent).toMatch(/60100.%$/);
    await user.keyboard('{Enter}');
    expect(decodeURIComponent(location.pathname + location.search.replaceAll('+', ' '))).toBe(
      `/reports/rows?${days}&filter=channel in ("phone") and team in ("Network")`,
    );
  });

  it('is kept lit by a click, which offers its tickets where it was, until a further one', async () => {
    const user = userEvent.setup();
    show('flow');
    const figure = await screen.findByRole('figure');
    const phone = screen.getByRole('button', { name: /^Phone 100 tickets/ });
    await user.click(phone);
    expect(phone.getAttribute('aria-pressed')).toBe('true');
    const link = within(figure).getByRole('link', { name: 'Open 100 tickets' });
    expect(decodeURIComponent(link.getAttribute('href')!)).toContain('filter=channel+in+("phone")');
    await user.click(phone);
    expect(within(figure).queryByRole('link')).toBeNull();
    await user.click(phone);
    expect(within(figure).getByRole('group', { name: 'Phone' })).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(within(figure).queryByRole('link')).toBeNull();
    // By keys it is kept without a word beside it: Enter opens its tickets.
    await user.keyboard(' ');
    expect(phone.getAttribute('aria-pressed')).toBe('true');
    expect(within(figure).queryByRole('link')).toBeNull();
    await user.keyboard('{Escape}');
    // One to the next step is clicked at, and not only groups.
    await user.click(figure.querySelector('[data-ribbon="1"]')!);
    await user.click(within(figure).getByRole('link', { name: /^Open [0-9]+ tickets$/ }));
    expect(location.pathname).toBe('/reports/rows');
  });

  it('opens the tickets of a row by its count', async () => {
    const user = userEvent.setup();
    show('flow');
    const grid = await screen.findByRole('treegrid', { name: 'The ways of the tickets' });
    await user.click(within(grid).getByRole('link', { name: '97' }));
    expect(decodeURIComponent(location.search)).toContain('channel+in+("portal")+and+team+in+("Network")');
  });

  it('has the tickets behind each count: of no group, what was late, what a row opens to, and all', async () => {
    const user = userEvent.setup();
    show('flow');
    const grid = await screen.findByRole('treegrid', { name: 'The ways of the tickets' });
    const filters = (row: string): (string | null)[] =>
      within(within(grid).getByRole('row', { name: new RegExp(row) }))
        .getAllByRole('link')
        .map((link) => new URLSearchParams(link.getAttribute('href')!.split('?')[1]).get('filter'));
    const [none, phone] = ['channel is empty and team in ("Servers")', 'channel in ("phone") and team in ("Servers")'];
    expect(filters('^No channel Servers 2 ')).toEqual([none]);
    expect(filters('^Phone Servers 40 ')).toEqual([phone, `${phone} and ending in ("late")`]);
    expect(filters('^All 200 ')).toEqual([null, 'ending in ("late", "overdue")']);
    await user.click(within(grid).getByRole('row', { name: /^Portal Network 97 / }));
    expect(filters('Resolved in time 97')).toEqual([
      'channel in ("portal") and team in ("Network") and ending in ("in-time")',
    ]);
  });

  it('shows figures alone to those who see no single tickets', async () => {
    as('viewer');
    const user = userEvent.setup();
    show('flow');
    const figure = await screen.findByRole('figure');
    await user.click(screen.getByRole('button', { name: /^Phone 100 tickets/ }));
    expect(within(figure).getByText('Click it again, or Esc, to let it go')).toBeTruthy();
    const grid = screen.getByRole('treegrid', { name: 'The ways of the tickets' });
    expect([...within(figure).queryAllByRole('link'), ...within(grid).queryAllByRole('link')]).toEqual([]);
  });

  it('is walked through by the arrows, step by step, and keeps a way lit', async () => {
    const user = userEvent.setup();
    show('flow');
    await screen.findByRole('figure');
    const phone = screen.getByRole('button', { name: /^Phone 100 tickets, 50\.0/ });
    expect(phone.tabIndex).toBe(0);
    act(() => phone.focus());
    await user.keyboard(' {ArrowRight}');
    expect(phone.getAttribute('aria-pressed')).toBe('true');
    expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^(Network|Servers) \d+ \d+ lit/);
    await user.keyboard('{Escape}');
    expect(phone.getAttribute('aria-pressed')).toBe('false');
  });

  it('goes on to the period before by a key, and to the table', async () => {
    const user = userEvent.setup();
    show('flow');
    await screen.findByRole('figure');
    await user.keyboard('[[');
    expect(location.search).toBe('?from=2026-09-29&to=2026-10-26');
    await user.keyboard('t');
    expect(location.search).toContain('table=1');
    expect(screen.queryByRole('figure')).toBeNull();
  });

  it('of no ticket offers a longer period', async () => {
    server.answers['flow'] = () => Response.json(someFlow(['channel', 'ending'], []));
    const user = userEvent.setup();
    show('flow', '?period=7d');
    await screen.findByText('No ticket in this period');
    await user.click(screen.getByRole('button', { name: 'Widen to 28 days' }));
    expect(location.search).toBe('');
  });

  it('that was not given says why, and is asked for again', async () => {
    server.answers['flow'] = () => Response.json({ detail: 'The ITSM is away.' }, { status: 503 });
    const user = userEvent.setup();
    show('flow');
    expect((await screen.findByRole('alert')).textContent).toContain('The ITSM is away.');
    server.answers['flow'] = () => Response.json(usualFlow());
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('figure')).toBeTruthy();
  });

  it('has no tickets to open for those who see figures alone, and is not for displays', async () => {
    const user = userEvent.setup();
    as('viewer');
    show('flow');
    const grid = await screen.findByRole('treegrid');
    act(() => within(grid).getAllByRole('row')[1]!.focus());
    await user.keyboard('{Enter}');
    expect(location.pathname).toBe('/reports/flow');
    as('display');
    expect(screen.getByText('Reports are for viewers and up')).toBeTruthy();
  });

  it('can be used by everybody', async () => {
    show('flow');
    await screen.findByRole('figure');
    expect(await violations()).toEqual([]);
  });
});

describe('what is asked', () => {
  it.each(['flow', 'patterns', 'rows'] as const)('by %s ends with another period, and with the page', async (page) => {
    for (const name of Object.keys(server.answers)) server.answers[name] = () => new Promise(() => {});
    const leave = show(page);
    const isEnded = (from: number): boolean[] =>
      server.signals
        .filter(({ path }) => path.includes('/reports/'))
        .slice(from)
        .map(({ signal }) => signal.aborted);
    const count = isEnded(0).length;
    expect(isEnded(0)).toEqual(Array.from({ length: page === 'patterns' ? 4 : 1 }, () => false));
    act(() => history.replaceState(null, '', `/reports/${page}?from=2026-09-01&to=2026-09-30`));
    expect(isEnded(0)).toEqual([...Array(count).fill(true), ...Array(count).fill(false)]);
    leave();
    expect(isEnded(count)).toEqual(Array(count).fill(true));
  });
});

describe('the tickets of a report', () => {
  it('stand in a table that goes on', async () => {
    const user = userEvent.setup();
    server.answers['rows'] = () =>
      Response.json(
        server.asked.at(-1)!.searchParams.has('after')
          ? someRows({ rows: [{ id: 'INC-3', title: 'Third', ending: 'open', team: 'Servers' }] })
          : someRows({ next: 'page 2', hidden: 4 }),
      );
    show('rows', `?${days}&of=resolved&filter=ending+in+%28late%29`);
    const table = await screen.findByRole('table');
    expect(within(table).getByText('Resolved late')).toBeTruthy();
    expect(within(table).getByRole('link', { name: 'INC-1' }).getAttribute('href')).toBe('/tickets?ticket=INC-1');
    expect(screen.getByText('resolved in the period')).toBeTruthy();
    expect(screen.getByText(/^4 tickets of other teams/)).toBeTruthy();
    expect(server.asked.at(-1)!.searchParams.get('filter')).toBe('ending in ("late")');
    await user.click(screen.getByRole('button', { name: 'Show more, 2 of 3 stand here' }));
    expect(await within(table).findByText('Third')).toBeTruthy();
    expect([server.asked.at(-1)!.searchParams.get('after'), screen.queryByRole('button', { name: /more/ })]).toEqual([
      'page 2',
      null,
    ]);
    expect(await violations()).toEqual([]);
  });

  it('are for members', () => {
    as('viewer');
    show('rows');
    expect(screen.getByText('Single tickets are for members')).toBeTruthy();
  });
});
