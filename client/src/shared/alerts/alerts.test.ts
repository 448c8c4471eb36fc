import { beforeEach, expect, it } from 'vitest';
import { hubMessages } from '../session/messages';
import { deskStore } from '../store/desk';
import { someAlert } from '../testing/alerts';
import type { AlertsMessage } from '../wire/wire';
import { after, hold, useAlerts, type Alerts } from './alerts';

const nothing: Alerts = { standing: null, ended: new Map() };
const told = (more: Partial<AlertsMessage>): AlertsMessage => ({
  desk: 'demo',
  full: false,
  changed: [],
  removed: [],
  ...more,
});
const ids = ({ standing, ended }: Alerts): string[][] => [[...(standing ?? new Map()).keys()], [...ended.keys()]];

beforeEach(() => useAlerts.setState(nothing, true));

it('holds what stands, what ended, and lets go of what never fired', () => {
  const all = after(nothing, told({ full: true, changed: [someAlert(), someAlert({ id: 'a2', state: 'pending' })] }));
  expect(ids(all)).toEqual([['a1', 'a2'], []]);
  const later = after(all, told({ changed: [someAlert({ state: 'resolved' })], removed: ['a2'] }));
  expect(ids(later)).toEqual([[], ['a1']]);
});

it('says nothing before all was told, and begins anew with each whole', () => {
  expect(after(nothing, told({ changed: [someAlert()] })).standing).toBeNull();
  const all = after(nothing, told({ full: true, changed: [someAlert()] }));
  expect(ids(after(all, told({ full: true, changed: [someAlert({ id: 'a3' })] })))).toEqual([['a3'], []]);
});

it('hears the hub, takes an answer before it, and forgets all with another desk', () => {
  hubMessages.alerts(told({ full: true, changed: [someAlert()] }));
  hold(someAlert({ silencedUntil: '2026-11-24T10:38:40.000Z' }));
  hold(someAlert({ id: 'unknown' }));
  expect([...useAlerts.getState().standing!.values()].map(({ silencedUntil }) => silencedUntil)).toEqual([
    '2026-11-24T10:38:40.000Z',
  ]);
  deskStore.open({
    id: 'other',
    name: 'Other',
    timeZone: 'UTC',
    source: 'apollo',
    serviceHours: '24 × 7',
    poll: 1,
    byPerson: true,
  });
  expect(useAlerts.getState().standing).toBeNull();
});
