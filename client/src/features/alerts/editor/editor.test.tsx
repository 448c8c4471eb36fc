import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useWho } from '../../../shared/access/who';
import { deskStore } from '../../../shared/store/desk';
import { someHistory } from '../../../shared/testing/history';
import { someDefinition } from '../../../shared/testing/support';
import type { AlertRule, BackTest, DeskRotas } from '../../../shared/wire/alerts';
import { boundsOf, limitStep, stepsOf, weekends } from '../backtest/drawing';
import { busiest, enoughFrom, further, sentence, times } from '../backtest/words';
import { draftOf, useRulesStore } from '../data/rules';
import { draftOfForm, formOf, freshRule, lengthOf, limitOf } from './form';
import { scaleOf } from './kinds';
import RulePage from './RulePage';

const definition = someDefinition();
const age = someDefinition({ id: 'mean-age' });
const rule: AlertRule = {
  id: 'r1',
  name: 'Overdue',
  kind: 'kpi',
  kpi: 'overdue',
  dimension: 'team',
  group: 'Network',
  warning: { at: 5, for: 900, recover: 4, ahead: null },
  critical: { at: 10, for: 0, recover: null, ahead: null },
  above: true,
  hours: { Monday: '06:00-22:00' },
  notify: [
    { channel: 'browser', to: 'team:Network', after: 0 },
    { channel: 'webhook', to: 'hook:h1', after: 0 },
    { channel: 'display', to: 'role:display', after: 0 },
    { channel: 'browser', to: 'role:manager', after: 600 },
  ],
  repeat: 1800,
  message: 'Call the second line.',
  enabled: true,
  revision: 7,
};
const desk = {
  id: 'demo',
  name: 'Demo',
  timeZone: 'Europe/Paris',
  source: 'demo',
  serviceHours: '',
  poll: 1,
  byPerson: true,
};
const rotas: DeskRotas = {
  rotas: [],
  people: [{ id: 'p1', name: 'C. Morel', awayUntil: null }],
  teams: ['Service Desk'],
};
const tried: BackTest = {
  from: '2026-10-25T00:00:00Z',
  to: '2026-11-24T00:00:00Z',
  known: '2026-10-01T00:00:00Z',
  fired: [
    ['critical', '2026-11-03T13:20:00Z', '2026-11-03T14:45:00Z', 13, false],
    ['critical', '2026-11-10T01:35:00Z', '2026-11-10T02:00:00Z', 11, true],
    ['warning', '2026-11-11T08:00:00Z', '2026-11-11T09:00:00Z', 7, false],
  ].map(([severity, from, to, worst, outsideHours]) => ({
    severity: severity as 'warning' | 'critical',
    group: null,
    from: from as string,
    to: to as string,
    worst: worst as number,
    outsideHours: outsideHours as boolean,
    live: false,
  })),
  least: 3,
  most: 3,
  total: 10_200,
  longest: 5_100,
  outsideHours: 1,
  gaps: [[Date.UTC(2026, 10, 14), Date.UTC(2026, 10, 14, 20, 45)]],
  computedUntil: null,
  of: 'critical',
  around: [8, 9, 10, 11, 12].map((at) => ({ at, times: 12 - at, total: 6_600 })),
};

beforeEach(() => {
  deskStore.setDesks([desk]);
  deskStore.open(desk);
  deskStore.setCatalogue([definition, age]);
  useWho.setState({ who: null });
  useRulesStore.setState({ desk: null, rules: null, fault: null });
});

describe('the fields of a rule', () => {
  it('keep all that a rule says', () => {
    const { draft, faults } = draftOfForm(formOf(rule, definition), definition);
    expect([draft, faults]).toEqual([draftOf(rule), {}]);
    const other: Partial<AlertRule> = { kpi: '', dimension: null, group: null };
    const level = { at: 300, for: 60, recover: null, ahead: null };
    for (const one of [
      { ...rule, dimension: null, group: null, critical: { ...rule.critical!, ahead: 600 }, warning: null },
      { ...rule, ...other, kind: 'ticket', of: 'due', before: 1800, clock: true, warning: null, critical: null },
      { ...rule, ...other, kind: 'ticket', of: 'count', filter: 'priority <= 2' },
      { ...rule, ...other, kind: 'data', of: 'age', warning: null, critical: level },
      { ...rule, ...other, kind: 'display', of: 'offline', group: 'Hall', warning: level, critical: null },
    ] as AlertRule[])
      expect(draftOfForm(formOf(one, definition), definition)).toEqual({ draft: draftOf(one), faults: {} });
  });

  it('take numbers, times and minutes as people write them', () => {
    const [number, time] = [scaleOf('kpi', definition), scaleOf('kpi', age)];
    expect([limitOf(' 9,5 ', number), limitOf('', number), limitOf('many', number)]).toEqual([9.5, null, NaN]);
    expect([limitOf('4 h', time), limitOf('90 min', time), limitOf('soon', time)]).toEqual([14_400, 5_400, NaN]);
    expect([lengthOf('15'), lengthOf('30 s'), lengthOf(''), lengthOf('x')]).toEqual([900, 30, 0, NaN]);
  });

  it('say what is missing before the server is asked', () => {
    const form = formOf(freshRule(definition), definition);
    const empty = { at: '', for: '', recover: '' };
    const wrong = { ...form, name: ' ', scope: 'one' as const, warning: empty, critical: { ...empty, at: 'x' } };
    expect(Object.keys(draftOfForm(wrong, definition).faults).toSorted()).toEqual(['critical', 'group', 'name']);
  });
});

describe('the back-test', () => {
  it('says first how often, how long and when', () => {
    expect(sentence(tried, 10)).toBe(
      'Critical would have fired twice, 1 h 50 min in all, longest 1 h 25 min, once outside its hours.',
    );
    expect(further(tried)).toBe('Warning once, 1 h in all. No data for 20 h 45 min: that counts as nothing.');
    expect(sentence({ ...tried, most: 5 }, 10)).toContain('; all in all 3 to 5 times');
    expect(sentence({ ...tried, fired: [], around: [{ at: 10, times: 0, total: 0 }] }, 10)).toBe(
      'Critical would not have fired.',
    );
    expect([1, 2, 3].map(times)).toEqual(['once', 'twice', '3 times']);
  });

  it('names the groups that fire most, and says where history is too short', () => {
    const groups = ['B', 'A', 'B', 'C', 'D', 'A', 'B'].map((group) => ({ ...tried.fired[0]!, group }));
    expect(busiest({ ...tried, fired: groups })).toBe('Most in B 3, A 2, C 1.');
    expect(enoughFrom(tried)).toBeNull();
    expect(enoughFrom({ ...tried, known: '2026-11-20T00:00:00Z' })).toBe(Date.UTC(2026, 10, 27));
  });

  it('draws gaps as gaps, weekends together, and all limits inside', () => {
    const past = someHistory();
    const bounds = boundsOf(past, [20]);
    expect([bounds.low, bounds.high > 20]).toEqual([0, true]);
    const from = Date.UTC(2026, 10, 24, 6),
      hour = 3_600_000;
    const room = { ...bounds, from, to: from + 4 * hour, width: 100, height: 100 };
    expect(stepsOf(past, true, room, room.from, room.to).split('M').length - 1).toBe(1);
    const broken = { ...past, gaps: [[from + 1.2 * hour, from + 1.8 * hour]] };
    expect(stepsOf(broken, true, room, room.from, room.to).split('M').length - 1).toBe(2);
    const days = [0, 1, 2, 3].map((each) => Date.UTC(2026, 10, 20 + each));
    expect(weekends(days, (at) => new Date(at).getUTCDay())).toEqual([[days[1], days[3]]]);
    expect([limitStep('count', 500), limitStep('duration', 7 * 86_400), limitStep('fraction', 5)]).toEqual([
      1, 21_600, 0.1,
    ]);
  });
});

describe('the editor', () => {
  const sent: unknown[] = [];
  const answerBy = (keep: (method: string) => Response): void => {
    sent.length = 0;
    vi.spyOn(globalThis, 'fetch').mockImplementation((path, more) => {
      const address = String(path),
        method = more?.method ?? 'GET';
      if (method === 'POST' && address.endsWith('/alert-rules')) sent.push(JSON.parse(String(more?.body)));
      if (address.endsWith('/rotas')) return Promise.resolve(new Response(JSON.stringify(rotas)));
      if (address.endsWith('/api/hooks')) return Promise.resolve(new Response('[]'));
      if (address.endsWith('/alert-rules/test')) return Promise.resolve(new Response(JSON.stringify(tried)));
      if (address.endsWith('/alert-rules') && method === 'GET')
        return Promise.resolve(new Response(JSON.stringify([rule])));
      if (address.includes('/alert-rules')) return Promise.resolve(keep(method));
      return Promise.resolve(new Response('{}', { status: 404 }));
    });
  };

  it('shows what the server finds wrong at its field, and whose change stands in the way', async () => {
    let status = 400;
    answerBy(() => {
      const problem = status === 400 ? { detail: 'critical.at is too high.', parameter: 'critical' } : {};
      return new Response(JSON.stringify(problem), { status });
    });
    render(<RulePage id="r1" />);
    fireEvent.click(await screen.findByRole('button', { name: 'Save' }));
    const limits = screen.getByRole('group', { name: 'Limits' });
    expect(await within(limits).findByText('critical.at is too high.')).toBeTruthy();
    expect(screen.getByLabelText('Critical fires at or above').getAttribute('aria-invalid')).toBe('true');
    status = 412;
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/Somebody else has changed this rule meanwhile/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Keep mine' })).toBeTruthy();
  });

  it('moves a limit by keys on its handle, and asks once before it is left', async () => {
    answerBy(() => new Response('{}'));
    render(<RulePage id="r1" />);
    const handle = await screen.findByRole('slider', { name: 'Critical limit' });
    expect(handle.getAttribute('aria-valuetext')).toBe('10, would have fired twice');
    fireEvent.keyDown(handle, { key: 'ArrowUp' });
    fireEvent.keyDown(screen.getByRole('slider', { name: 'Critical limit' }), { key: 'PageUp' });
    expect(screen.getByLabelText<HTMLInputElement>('Critical fires at or above').value).toBe('16');
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(await screen.findByRole('dialog', { name: 'Leave without saving?' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Stay' }));
    expect(screen.getByLabelText<HTMLInputElement>('Critical fires at or above').value).toBe('16');
  });

  it('says which of those it names are not there', async () => {
    answerBy(() => new Response('{}'));
    render(<RulePage id="r1" />);
    expect(await screen.findByText('Nobody here is of team Network: the managers are told.')).toBeTruthy();
    expect(await screen.findByText('A hook it names is not there any more.')).toBeTruthy();
  });

  it('writes a rule on tickets that are due, with who is told where nobody acknowledges', async () => {
    answerBy(() => new Response('{}'));
    render(<RulePage id="new" />);
    fireEvent.change(await screen.findByLabelText('Watches'), { target: { value: 'due' } });
    fireEvent.change(screen.getByLabelText(/Which tickets/), { target: { value: 'priority = 1' } });
    expect(screen.getByText('Who has the ticket', { selector: 'bdi' })).toBeTruthy();
    expect(screen.queryByRole('slider')).toBeNull();
    await waitFor(() => screen.getByRole('button', { name: 'Tell others where nobody acknowledges' }));
    fireEvent.click(screen.getByRole('button', { name: 'Tell others where nobody acknowledges' }));
    fireEvent.change(screen.getByLabelText('Who is told later'), { target: { value: 'role:manager' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toMatchObject({
      kind: 'ticket',
      of: 'due',
      before: 1800,
      clock: false,
      filter: 'priority = 1',
      kpi: '',
      notify: [{ channel: 'browser', to: 'role:manager', after: 900 }],
    });
  });
});
