// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest';
import { navigate } from '../address/navigate';
import { deskStore } from '../store/desk';
import { nameDesk, watchAddress } from './address';

const desk = (id: string) => ({
  id,
  name: id,
  timeZone: 'UTC',
  source: 'apollo',
  serviceHours: '24 × 7',
  poll: 1,
  byPerson: true,
});
const open = vi.fn();
watchAddress(open);

beforeEach(() => {
  open.mockClear();
  history.replaceState(null, '', '/');
  deskStore.setDesks([desk('north'), desk('south')]);
  deskStore.open(desk('north'));
});

const address = (): string => location.pathname + location.search;

it('names the desk in every address where there are several, beside what else stands there', () => {
  nameDesk();
  expect(address()).toBe('/?desk=north');
  navigate('/kpis/overdue?filter=priority+%3D+1&ticket=INC-1');
  expect(address()).toBe('/kpis/overdue?filter=priority+%3D+1&ticket=INC-1&desk=north');
  navigate('/calendar', { replace: true });
  expect(address()).toBe('/calendar?desk=north');
});

it('leaves the address of an only desk alone', () => {
  deskStore.setDesks([desk('north')]);
  navigate('/kpis/overdue?ticket=INC-1');
  expect(address()).toBe('/kpis/overdue?ticket=INC-1');
});

it('keeps a link of the desk whole, and drops what belongs to another', () => {
  history.replaceState(null, '', '/kpis/overdue?desk=north&ticket=INC-1');
  nameDesk();
  expect(address()).toBe('/kpis/overdue?desk=north&ticket=INC-1');
  deskStore.open(desk('south'));
  nameDesk();
  expect(address()).toBe('/kpis/overdue?desk=south');
});

it('opens the desk that one goes back to', () => {
  // As the browser does it: nothing of the page's own is told before.
  History.prototype.replaceState.call(history, null, '', '/?desk=south');
  dispatchEvent(new PopStateEvent('popstate'));
  expect(open).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ id: 'south' }));
});
