import { act, fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useWho } from '../../shared/access/who';
import { useAlerts } from '../../shared/alerts/alerts';
import { useLive } from '../../shared/live/live';
import { deskStore } from '../../shared/store/desk';
import { someAlert } from '../../shared/testing/alerts';
import { someDefinition } from '../../shared/testing/support';
import type { AlertRule } from '../../shared/wire/alerts';
import type { Alert } from '../../shared/wire/wire';
import { Acts } from './act/Acts';
import { untilOf } from './act/until';
import { beforeYou, openAct, useActing } from './data/acting';
import { endedSince, firing, heldOrder, quiet } from './data/order';
import { limitWords, noticeTitle, pendingText, recipients, toldAgainAt, whereText } from './data/words';
import { isFirstToSound, noticesOf, noticeKey } from './notice/notices';

const definition = someDefinition();
const rule: AlertRule = {
  id: 'r1',
  name: 'Overdue',
  kind: 'kpi',
  kpi: 'overdue',
  dimension: null,
  group: null,
  warning: { at: 5, for: 600, recover: null, ahead: null },
  critical: { at: 10, for: 0, recover: null, ahead: null },
  above: true,
  hours: 'always',
  notify: [],
  repeat: 1800,
  message: null,
  enabled: true,
  revision: 7,
};
const at = (time: string): string => `2026-11-24T${time}.000Z`;
const answers = (...all: Response[]) => {
  const asked = vi.spyOn(globalThis, 'fetch');
  for (const each of all) asked.mockResolvedValueOnce(each);
  return asked;
};
const json = (value: unknown, status = 200): Response => new Response(JSON.stringify(value), { status });
const desk = {
  id: 'demo',
  name: 'Demo',
  timeZone: 'Europe/Paris',
  source: 'demo',
  serviceHours: '',
  poll: 1,
  byPerson: true,
};

beforeEach(() => {
  deskStore.setDesks([desk]);
  deskStore.open(desk);
  deskStore.setCatalogue([definition]);
  useActing.setState({ open: null, done: null, waiting: new Map() });
  useWho.setState({ who: null });
});

describe('the order of alerts', () => {
  const warning = someAlert({ id: 'w', severity: 'warning', firedAt: at('09:41:00') });
  const older = someAlert({ id: 'old', firedAt: at('09:00:00') });
  const newer = someAlert({ id: 'new', firedAt: at('09:30:00') });

  it('has the critical first, then the newest, and what is quiet apart', () => {
    const pending = someAlert({ id: 'p', state: 'pending', firedAt: null });
    const silenced = someAlert({ id: 's', silencedUntil: at('12:00:00') });
    const all = [warning, silenced, older, pending, newer];
    expect(firing(all).map(({ id }) => id)).toEqual(['new', 'old', 'w']);
    expect(quiet(all).map(({ id }) => id)).toEqual(['p', 's']);
  });

  it('moves nothing under a pointer', () => {
    const worse = { ...warning, severity: 'critical' as const };
    expect(heldOrder(['old', 'w', 'gone'], [worse, newer, older]).map(({ id }) => id)).toEqual(['old', 'w', 'new']);
  });

  it('counts as ended what fired and is over, as asked and as seen', () => {
    const over = someAlert({ id: 'o', state: 'resolved', resolvedAt: at('09:50:00') });
    const seen = someAlert({ id: 'n', state: 'resolved', resolvedAt: at('09:55:00') });
    const yesterday = someAlert({ id: 'y', state: 'resolved', resolvedAt: '2026-11-23T09:50:00.000Z' });
    const all = endedSince([over, yesterday, older], [seen], Date.parse(at('00:00:00')));
    expect(all.map(({ id }) => id)).toEqual(['n', 'o']);
  });
});

describe('the words of an alert', () => {
  it('name the limit that matters, the group and whom it tells', () => {
    expect(limitWords(someAlert(), rule, definition)).toBe('limit 10');
    expect(limitWords(someAlert({ severity: 'warning', limit: 5 }), rule, definition)).toBe('critical at 10');
    expect(limitWords(someAlert({ limit: 90 }), { ...rule, above: false }, undefined)).toBe('target 90');
    expect(
      [
        someAlert(),
        someAlert({ dimension: 'team', group: 'Network' }),
        someAlert({ dimension: 'priority', group: '1' }),
        someAlert({ dimension: 'team', group: '*' }),
      ].map(whereText),
    ).toEqual(['Whole desk', 'Team Network', 'Priority 1', 'Every team']);
    const to = (...all: string[]) => recipients(all.map((each) => ({ channel: 'browser', to: each, after: 0 })));
    expect([to(), to('team:Network', 'team:Network', 'role:manager')]).toEqual([
      ['All who see it'],
      ['Team Network', 'Managers'],
    ]);
  });

  it('say when it fires, and when it is told again', () => {
    const pending = someAlert({ state: 'pending', severity: 'warning', limit: 5, next: at('09:48:20') });
    expect(pendingText(pending, rule, definition, Date.parse(at('09:42:00')))).toBe(
      'Fires as a warning in 6 min 20 s if it stays at 5 or above',
    );
    expect(toldAgainAt(someAlert(), rule)).toBe(Date.parse(at('10:08:40')));
    expect(toldAgainAt(someAlert({ acknowledged: { at: at('09:40:00') } }), rule)).toBeNull();
    expect(noticeTitle(someAlert(), rule, { overdue: definition })).toBe('Overdue is critical: 11 tickets, limit 10');
  });
});

describe('a notice', () => {
  const opened = Date.parse(at('09:38:00'));
  const shown = (...all: Alert[]): string[] => noticesOf(all, opened, new Set()).map(({ id }) => id);

  it('is shown of what fires for somebody who is told, until it is taken, silenced or over', () => {
    expect(shown(someAlert())).toEqual(['a1']);
    const none = [
      someAlert({ notice: null }),
      someAlert({ acknowledged: { by: 'Ana', at: at('09:39:00') } }),
      someAlert({ silencedUntil: at('12:00:00') }),
      someAlert({ state: 'resolved' }),
      someAlert({ notice: { reason: 'steady', at: at('09:39:00') } }),
      someAlert({ notice: { reason: 'fired', at: at('08:00:00') } }),
    ];
    expect(shown(...none)).toEqual([]);
    expect(noticesOf([someAlert()], opened, new Set([noticeKey(someAlert())]))).toEqual([]);
  });

  it('comes again when it is told again, and sounds in one tab alone', () => {
    const again = someAlert({ notice: { reason: 'repeated', at: at('10:08:40') } });
    expect(noticesOf([again], opened, new Set([noticeKey(someAlert())]))).toEqual([again]);
    expect([isFirstToSound(again), isFirstToSound(again)]).toEqual([true, false]);
  });
});

describe('taking care', () => {
  it('tells the second of two who was first', () => {
    const now = Date.parse(at('09:40:02'));
    const answer = someAlert({ acknowledged: { by: 'K. Lindqvist', at: at('09:40:00'), comment: '' } });
    expect(beforeYou(answer, 'x', now)).toBeNull();
    useWho.setState({
      who: { person: { id: 'p', name: 'I. Moreno', email: '' }, signIn: null, desks: [], admin: true, network: false },
    });
    expect(beforeYou(answer, 'x', now)).toBe('K. Lindqvist acknowledged it 2 s before you. Your comment was added.');
    expect(beforeYou(answer, '', now)).toBe('K. Lindqvist acknowledged it 2 s before you.');
  });

  it('is sent with what is said, can be undone, and waits while Apollo does not answer', async () => {
    const alert = someAlert(),
      taken = someAlert({ acknowledged: { by: 'x', at: at('09:40:00'), comment: 'On it' } });
    useAlerts.setState({ standing: new Map([[alert.id, alert]]), ended: new Map() });
    const asked = answers(json(taken), json(alert));
    render(<Acts />);
    act(() => openAct('acknowledge', alert));
    fireEvent.change(screen.getByRole('textbox'), { target: { value: ' On it ' } });
    fireEvent.click(screen.getByRole('button', { name: 'Acknowledge' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await screen.findByText('Undone.');
    expect(asked.mock.calls.map(([path, more]) => [path, more?.method, more?.body])).toEqual([
      ['/api/desks/demo/alerts/a1/acknowledge', 'PUT', '{"comment":"On it"}'],
      ['/api/desks/demo/alerts/a1/acknowledge', 'DELETE', undefined],
    ]);

    asked.mockRejectedValueOnce(new TypeError('no network')).mockResolvedValueOnce(json(taken));
    act(() => openAct('acknowledge', alert));
    fireEvent.click(screen.getByRole('button', { name: 'Acknowledge' }));
    await screen.findByText(/does not answer/);
    expect([...useActing.getState().waiting.keys()]).toEqual(['a1']);
    act(() => useLive.setState({ kind: 'offline' }));
    act(() => useLive.setState({ kind: 'live' }));
    await vi.waitFor(() => expect(useActing.getState().waiting.size).toBe(0));
    expect(useAlerts.getState().standing!.get('a1')!.acknowledged?.by).toBe('x');
  });

  it('says that an alert has ended meanwhile', async () => {
    answers(json({ detail: 'No alert' }, 404));
    render(<Acts />);
    act(() => openAct('acknowledge', someAlert()));
    fireEvent.click(screen.getByRole('button', { name: 'Acknowledge' }));
    expect(await screen.findByText('It has ended meanwhile: nothing is left to do.')).toBeTruthy();
  });

  it('silences until eight of the next morning, on the day of a clock change too', () => {
    const before = Date.parse('2026-10-24T10:00:00Z');
    expect(new Date(untilOf('tomorrow 08:00', before, 'Europe/Paris')!).toISOString()).toBe('2026-10-25T07:00:00.000Z');
    expect(untilOf('4 h', 0, 'UTC')).toBe(14_400_000);
    expect(untilOf('own', 0, 'UTC')).toBeNull();
  });
});
