import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useWho } from '../../shared/access/who';
import { prefer } from '../../shared/preferences/preferences';
import { deskStore } from '../../shared/store/desk';
import {
  someAgeing,
  someArrivals,
  someDurations,
  someFlow,
  someRows,
  someSla,
  usualFlow,
} from '../../shared/testing/reports';
import { someDefinition } from '../../shared/testing/support';
import type { Role } from '../../shared/wire/people';
import FlowPage from './flow/FlowPage';
import PatternsPage from './patterns/PatternsPage';
import RowsPage from './rows/RowsPage';

vi.mock('../../shared/session/useTopics', () => ({ useTopics: () => {} }));

const asked: URL[] = [];
let answers: Record<string, () => Response>;

beforeEach(() => {
  asked.length = 0;
  prefer({ shortcuts: true });
  answers = {
    flow: () => Response.json(usualFlow()),
    arrivals: () => Response.json(someArrivals()),
    durations: () => Response.json(someDurations()),
    ageing: () => Response.json(someAgeing()),
    sla: () => Response.json(someSla()),
    rows: () => Response.json(someRows()),
  };
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (path) => {
    const url = new URL(String(path), 'http://apollo');
    asked.push(url);
    return answers[url.pathname.split('/').pop()!]!();
  });
  act(() => useWho.setState({ who: null }));
  deskStore.open({
    id: 'demo',
    name: 'Harbour IT Desk',
    timeZone: 'UTC',
    source: 'demo',
    serviceHours: '24 × 7',
    poll: 1,
    byPerson: true,
  });
  deskStore.setCatalogue([someDefinition()]);
});

const as = (role: Role): void =>
  act(() =>
    useWho.setState({
      who: {
        person: null,
        signIn: null,
        desks: [{ id: 'demo', role, teams: [], assignee: null }],
        admin: false,
        network: false,
      },
    }),
  );

const days = 'from=2026-10-27&to=2026-11-23';

function show(page: 'flow' | 'patterns' | 'rows', search = `?${days}`): void {
  history.replaceState(null, '', `/reports/${page}${search}`);
  const Page = { flow: FlowPage, patterns: PatternsPage, rows: RowsPage }[page];
  render(
    <main>
      <h1>Desk</h1>
      <Page />
    </main>,
  );
}

const violations = async (): Promise<string[]> =>
  (await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })).violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html}`,
  );

describe('the flow', () => {
  it('asks for what its address says, and its figure tells the finding', async () => {
    show('flow', `?${days}&filter=team+in+%28Network%29&steps=channel,team,ending`);
    expect(
      await screen.findByRole('figure', { name: /^200 tickets opened, by channel, .*; most by Phone/ }),
    ).toBeTruthy();
    const first = asked.find(({ pathname }) => pathname === '/api/desks/demo/reports/flow');
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
    answers['flow'] = () => Response.json(someFlow(['channel', 'ending'], []));
    const user = userEvent.setup();
    show('flow', '?period=7d');
    await screen.findByText('No ticket in this period');
    await user.click(screen.getByRole('button', { name: 'Widen to 28 days' }));
    expect(location.search).toBe('');
  });

  it('that was not given says why, and is asked for again', async () => {
    answers['flow'] = () => Response.json({ detail: 'The ITSM is away.' }, { status: 503 });
    const user = userEvent.setup();
    show('flow');
    expect((await screen.findByRole('alert')).textContent).toContain('The ITSM is away.');
    answers['flow'] = () => Response.json(usualFlow());
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

describe('the patterns', () => {
  const card = (name: string): Promise<HTMLElement> => screen.findByRole('figure', { name: new RegExp(`^${name}`) });

  it('say what they found', async () => {
    show('patterns');
    expect(await card('When tickets arrive.*most on Monday 09 to 10, 20.0.% at weekends')).toBeTruthy();
    expect(await card('Time to resolve.*10 resolved; half within 50 min')).toBeTruthy();
    expect(await card('Age of the backlog by team.*8 open, 37.5.% over 1 d')).toBeTruthy();
    expect(await card('SLA by location.*1 of 2 under target')).toBeTruthy();
  });

  it('lead from a cell to its tickets', async () => {
    const user = userEvent.setup();
    show('patterns');
    const cell = await within(await card('When')).findByRole('link', { name: '10' });
    expect(decodeURIComponent(cell.getAttribute('href')!)).toBe(
      `/reports/rows?${days}&filter=weekday+in+(1)+and+hour+in+(9)`,
    );
    act(() => cell.focus());
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement?.getAttribute('href')).toContain('weekday+in+%282%29');
    const late = await within(await card('SLA')).findByRole('link', { name: /^89\.9/ });
    expect(decodeURIComponent(late.getAttribute('href')!)).toBe(
      `/reports/rows?${days}&filter=location+in+("Lille")+and+resolvedInTime+=+no&of=resolved`,
    );
  });

  it('are tables too, all at once or one by one', async () => {
    const user = userEvent.setup();
    show('patterns', `?${days}&table=1`);
    const old = await card('Age');
    const rows = await within(old).findAllByRole('row');
    expect(rows.map((row) => row.textContent)).toEqual([
      'Teamunder 1 dover 1 dAll',
      'Network527',
      'Servers011',
      'All538',
    ]);
    const link = within(old).getByRole('link', { name: '5' });
    expect(decodeURIComponent(link.getAttribute('href')!)).toContain('age+between+0+and+86399.999&of=open');
    await user.click(within(old).getByRole('button', { name: /show as table$/ }));
    expect(within(old).queryByRole('table')).toBeNull();
  });

  it('fail one by one', async () => {
    answers['ageing'] = () => Response.json({ detail: 'The ITSM is away.' }, { status: 503 });
    show('patterns');
    expect((await within(await card('Age')).findByRole('alert')).textContent).toContain('The ITSM is away.');
    expect(await within(await card('SLA')).findByText('Lyon')).toBeTruthy();
  });

  it('give figures without links to those who see no single tickets', async () => {
    as('viewer');
    show('patterns', `?${days}&table=1`);
    for (const name of ['When', 'Time', 'Age', 'SLA']) await within(await card(name)).findAllByRole('row');
    const links = screen.getAllByRole('link').map((link) => link.getAttribute('href')!);
    expect(links.filter((href) => href.startsWith('/reports/rows'))).toEqual([]);
  });

  it.each(['', '&table=1'])('can be used by everybody%s', async (more) => {
    show('patterns', `?${days}${more}`);
    for (const name of ['When tickets.*most', 'Time.*resolved', 'Age.*open', 'SLA.*hollow']) await card(name);
    expect(await violations()).toEqual([]);
  });
});

describe('the tickets of a report', () => {
  it('stand in a table that goes on', async () => {
    const user = userEvent.setup();
    answers['rows'] = () =>
      Response.json(
        asked.at(-1)!.searchParams.has('after')
          ? someRows({ rows: [{ id: 'INC-3', title: 'Third', ending: 'open', team: 'Servers' }] })
          : someRows({ next: 'page 2', hidden: 4 }),
      );
    show('rows', `?${days}&of=resolved&filter=ending+in+%28late%29`);
    const table = await screen.findByRole('table');
    expect(within(table).getByText('Resolved late')).toBeTruthy();
    expect(within(table).getByRole('link', { name: 'INC-1' }).getAttribute('href')).toBe('/tickets?ticket=INC-1');
    expect(screen.getByText('resolved in the period')).toBeTruthy();
    expect(screen.getByText(/^4 tickets of other teams/)).toBeTruthy();
    expect(asked.at(-1)!.searchParams.get('filter')).toBe('ending in ("late")');
    await user.click(screen.getByRole('button', { name: 'Show more, 2 of 3 stand here' }));
    expect(await within(table).findByText('Third')).toBeTruthy();
    expect([asked.at(-1)!.searchParams.get('after'), screen.queryByRole('button', { name: /more/ })]).toEqual([
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
