import { expect, it } from 'vitest';
import { partsOf } from './words';

const plain = (text: string): string => (text === 'open-tickets' ? 'Open tickets' : text);

it('says of settings that were changed what differs, in words', () => {
  const before = {
    name: 'Floor 2',
    place: '',
    pages: [{ desk: 'demo', title: null, cards: ['open-tickets', 'overdue'] }],
    seconds: 20,
    night: null,
    sound: false,
  };
  const after = {
    ...before,
    place: 'Lift',
    seconds: 30,
    night: { from: '20:00', to: '06:00', black: true },
    sound: true,
  };
  expect(partsOf(JSON.stringify(before), JSON.stringify(after), plain)).toEqual([
    { what: 'place', was: null, is: 'Lift' },
    { what: 'seconds', was: '20', is: '30' },
    { what: 'night', was: null, is: 'from 20:00, to 06:00, black yes' },
    { what: 'sound', was: null, is: 'yes' },
  ]);
});

it('says of settings that are new or gone all that is set, numbers by their titles', () => {
  const settings = {
    id: '0193',
    pages: [
      { desk: 'demo', cards: ['open-tickets', 'overdue'] },
      { desk: 'demo', table: 'team' },
    ],
    leftOut: 3,
    place: '',
    revision: 7,
  };
  expect(partsOf(null, JSON.stringify(settings), plain)).toEqual([
    { what: 'pages', was: null, is: 'desk demo, cards Open tickets, overdue; desk demo, table team' },
    { what: 'left out', was: null, is: '3' },
  ]);
  expect(partsOf(JSON.stringify({ critical: { at: 10, for: 60 } }), null, plain)).toEqual([
    { what: 'critical', was: 'at 10, for 60', is: null },
  ]);
});

it('leaves words as they are', () => {
  expect(partsOf('Bo; demo: viewer', 'Bo; demo: member', plain)).toEqual([
    { what: null, was: 'Bo; demo: viewer', is: 'Bo; demo: member' },
  ]);
  expect(partsOf(null, '{Bo} at the desk', plain)).toEqual([{ what: null, was: null, is: '{Bo} at the desk' }]);
  expect(partsOf(null, null, plain)).toEqual([{ what: null, was: null, is: null }]);
});
