import { describe, expect, it } from 'vitest';
import { askedOf, readAddress, sharedPart, writeAddress } from './address';
import { daysOf, daysText, faultOf, instantsOf, movedBy } from './period';

const zone = 'Europe/Paris',
  now = Date.UTC(2026, 10, 24, 9, 42);

describe('a period', () => {
  it.each([
    ['7d', '2026-11-17', '2026-11-23'],
    ['28d', '2026-10-27', '2026-11-23'],
    ['90d', '2026-08-26', '2026-11-23'],
    ['month', '2026-10-01', '2026-10-31'],
  ] as const)('%s is whole days that are over: %s to %s', (id, from, to) =>
    expect(daysOf(id, now, zone)).toEqual({ from, to }),
  );

  it('goes by the desk’s days, not the reader’s', () => {
    const late = Date.UTC(2026, 10, 23, 23, 30);
    expect([daysOf('7d', late, zone).to, daysOf('7d', late, 'UTC').to]).toEqual(['2026-11-23', '2026-11-22']);
  });

  it('moves by its own length, and a month by months', () => {
    expect(movedBy({ from: '2026-10-27', to: '2026-11-23' }, -1)).toEqual({ from: '2026-09-29', to: '2026-10-26' });
    expect(movedBy({ from: '2026-03-01', to: '2026-03-31' }, -1)).toEqual({ from: '2026-02-01', to: '2026-02-28' });
    expect(movedBy({ from: '2026-02-01', to: '2026-02-28' }, 1)).toEqual({ from: '2026-03-01', to: '2026-03-31' });
  });

  it.each([
    ['2026-11-20', '2026-11-10', /must not lie after/],
    ['2026-11-25', '2026-11-26', /in the future/],
    ['', '2026-11-26', /Give both/],
    ['2016-01-01', '2026-11-20', /At most 3660 days/],
  ])('from %s to %s is refused, with the reason', (from, to, reason) =>
    expect(faultOf({ from, to }, now, zone)).toMatch(reason),
  );

  it('has the instants of its days, over a change of the clock too', () => {
    const { from, to } = instantsOf({ from: '2026-10-25', to: '2026-10-25' }, zone);
    expect((to - from) / 3_600_000).toBe(25);
  });

  it('is read as days, with the year where that is another', () => {
    expect(daysText({ from: '2026-10-27', to: '2026-11-23' }, now, zone)).toMatch(/^27 Oct to 23 Nov$|Oct 27/);
    expect(daysText({ from: '2025-12-31', to: '2026-01-02' }, now, zone)).toContain('2025');
  });
});

describe('the address of a report', () => {
  it('is empty where all is as at first', () => expect(writeAddress(readAddress(''))).toBe(''));

  it.each([
    '?period=7d',
    '?from=2026-11-02&to=2026-11-03',
    '?filter=team+in+%28%22Service+Desk%22%29&steps=team,ending&table=1',
    '?by=team&of=resolved',
  ])('%s comes back as it was', (search) => expect(writeAddress(readAddress(search))).toBe(search));

  it.each(['?steps=team', '?steps=Nonsense,no-more', '?from=2026-11-09&to=2026-11-03', '?by=assignee&of=all'])(
    '%s says nothing that could be shown, and is as at first',
    (search) => expect(readAddress(search)).toEqual(readAddress('')),
  );

  it('takes period and filter along to another tab, and nothing else', () =>
    expect(sharedPart(readAddress('?period=7d&filter=kind+in+%28incident%29&steps=team,ending&table=1'))).toBe(
      '?period=7d&filter=kind+in+%28%22incident%22%29',
    ));

  it('asks for what a filter that moves with the clock means now', () =>
    expect(askedOf(readAddress('?filter=openedAt+during+today'), now, zone).filter).toBe(
      'openedAt between "2026-11-23T23:00:00.000Z" and "2026-11-24T22:59:59.999Z"',
    ));
});
