import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { someAgeing } from '../../../shared/testing/reports';
import { as, days, onADesk, server, show, violations } from '../testing/onADesk';

vi.mock('../../../shared/session/useTopics', () => ({ useTopics: () => {} }));

onADesk();

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
      'TeamUnder 1 dOver 1 dAll',
      'Network527',
      'Servers011',
      'All538',
    ]);
    const link = within(old).getAllByRole('link', { name: '5' })[0]!;
    expect(decodeURIComponent(link.getAttribute('href')!)).toContain('age+between+0+and+86399.999&of=open');
    await user.click(within(old).getByRole('button', { name: /show as table$/ }));
    expect([within(old).queryByRole('table'), location.search]).toEqual([
      null,
      `?${days}&table=arrivals,durations,sla`,
    ]);
    await user.click(within(old).getByRole('button', { name: /show as table$/ }));
    expect(location.search).toBe(`?${days}&table=1`);
  });

  const rowsOf = async (figure: HTMLElement): Promise<string[]> =>
    (await within(figure).findAllByRole('row')).map((row) =>
      [...row.children].map(({ textContent }) => textContent.replaceAll('\u202f', ' ')).join(' | '),
    );

  it('tell as a table how long tickets took, by team and by span', async () => {
    show('patterns', `?${days}&table=durations`);
    const took = await card('Time');
    expect(await rowsOf(took)).toEqual([
      'Team | Tickets | Median | Mean | 90 %',
      'Network | 7 | 40 min | 50 min | 1 h 56 min',
      'No team | 3 | 1 h 23 min | 1 h 40 min | 2 h 30 min',
      'All | 10 | 50 min | 1 h 06 min | 1 h 56 min',
      'From | To | Tickets',
      '0 s | 1 h | 6',
      '1 h | 2 h | 3',
      '2 h | and more | 1',
    ]);
    const filters = within(took)
      .getAllByRole('link', { name: /^[0-9]+$/ })
      .map((link) => new URLSearchParams(link.getAttribute('href')!.split('?')[1]).get('filter'));
    expect(filters).toEqual([
      'team in ("Network")',
      'team is empty',
      null,
      'timeToResolve between 0 and 3599.999',
      'timeToResolve between 3600 and 7199.999',
      'timeToResolve >= 7200',
    ]);
  });

  it('tell as a table how due times were kept', async () => {
    show('patterns', `?${days}&table=sla`);
    expect(await rowsOf(await card('SLA'))).toEqual([
      'Location | Resolutions due | In time | Share | Responses due | Answered in time | Their share',
      'Lyon | 100 | 95 | 95.0 % | 50 | 49 | 98.0 %',
      'Lille | 1000 | 899 | 89.9 % | 0 | 0 | –',
      'All | 1100 | 994 | 90.4 % | 50 | 49 | 98.0 %',
    ]);
  });

  it('have an address each, which leads there once all are read', async () => {
    const shown = vi.fn<(this: Element) => void>();
    Element.prototype.scrollIntoView = shown;
    let read = (_: Response): void => {};
    server.answers['ageing'] = () => new Promise((done) => (read = done));
    show('patterns', `?${days}#sla`);
    const sla = await card('SLA.*1 of 2');
    expect(within(sla).getByRole('link', { name: 'SLA by location' }).getAttribute('href')).toBe(
      `/reports/patterns?${days}#sla`,
    );
    expect(shown).not.toHaveBeenCalled();
    await act(async () => read(Response.json(someAgeing())));
    await vi.waitFor(() => expect(shown.mock.contexts).toEqual([sla]));
  });

  it('fail one by one', async () => {
    server.answers['ageing'] = () => Response.json({ detail: 'The ITSM is away.' }, { status: 503 });
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
