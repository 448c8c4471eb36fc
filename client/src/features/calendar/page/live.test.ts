// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { newsOf } from '../../../shared/schedule/fresh';
import { changesOf, type Place } from './entryChanges';
import { follow, take } from '../../../shared/schedule/older';
import { lead } from './entryKeys';
import { at, visit } from '../../../shared/schedule/some';
import { feedAddress, webcal } from './Subscribe';

describe('older visits', () => {
  const [from, to] = [at('01T00:00'), at('08T00:00')];
  const ids = (entries: ReadonlyMap<string, { startsAt: string | null }>): string[] =>
    [...entries].map(([id, entry]) => `${id} ${entry.startsAt?.slice(8, 10)}`);
  const read = take(new Map(), [visit('a', '02T08:00', '02T09:00'), visit('b', '03T08:00', '03T09:00')], from, to, []);

  it('stay true to what the hub says of them', () => {
    expect(
      ids(
        follow(read, {
          changed: [visit('a', '04T08:00', '04T09:00'), visit('new', '24T08:00', '24T09:00')],
          removed: ['b'],
        }),
      ),
    ).toEqual(['a 04']);
    expect(follow(read, { changed: [visit('new', '24T08:00', '24T09:00')], removed: ['x'] })).toBe(read);
  });

  it('are replaced by what is read anew, but not what was said of them meanwhile', () => {
    const said = [
      { changed: [visit('c', '05T08:00', '05T09:00', { state: 'done' })], removed: [] },
      { changed: [], removed: ['d'] },
    ];
    const again = take(
      read,
      [visit('b', '03T08:00', '03T09:00'), visit('c', '04T08:00', '04T09:00'), visit('d', '04T08:00', '04T09:00')],
      from,
      to,
      said,
    );
    expect(ids(again)).toEqual(['b 03', 'c 05']);
  });

  it('of other ranges are kept', () => {
    expect(ids(take(read, [visit('z', '12T08:00', '12T09:00')], at('08T00:00'), at('15T00:00'), []))).toEqual([
      'a 02',
      'b 03',
      'z 12',
    ]);
  });
});

it('tells what came, went, moved and turned', () => {
  const place = (more: Partial<Place> = {}): Place => ({
    place: 'mon',
    x: 0,
    y: 0,
    room: 100,
    state: 'planned',
    ...more,
  });
  const before = new Map([
    ['still', place()],
    ['moved', place()],
    ['aside', place()],
    ['wider', place()],
    ['other', place()],
    ['gone', place()],
    ['off', place()],
  ]);
  const after = new Map([
    ['still', place()],
    ['moved', place({ y: 60 })],
    ['aside', place({ x: 50 })],
    ['wider', place({ x: 50, room: 200 })],
    ['other', place({ place: 'tue' })],
    ['new', place()],
    ['off', place({ state: 'cancelled' })],
  ]);
  expect(changesOf(before, after)).toEqual({
    came: ['new'],
    went: ['gone'],
    moved: ['moved', 'aside', 'other'],
    turned: ['off'],
  });
});

it('knows news from mere writes', () => {
  const held = new Map(
    [visit('a', '24T08:00', '24T09:00'), visit('b', '24T08:00', '24T09:00')].map((entry) => [entry.id, entry]),
  );
  expect(
    newsOf(held, [
      visit('a', '24T08:00', '24T09:00', { updatedAt: '2026-11-24T08:00:00Z', contact: 'x' }),
      visit('b', '24T09:00', '24T10:00'),
      visit('c', '24T08:00', '24T09:00'),
    ]),
  ).toEqual(['b', 'c']);
});

describe('arrow keys', () => {
  // Three days; nobody goes anywhere on the second.
  const days = [[100, 200, 300], [], [120, 310]];
  const go = (key: string, from: [number, number], abreast = true): string => String(lead(key, days, from, abreast));

  it('go by time within a day, and on to the next', () => {
    expect([
      go('ArrowDown', [0, 0]),
      go('ArrowDown', [0, 2]),
      go('ArrowUp', [2, 0]),
      go('ArrowUp', [0, 0]),
      go('ArrowDown', [2, 1]),
    ]).toEqual(['0,1', '2,0', '0,2', 'null', 'null']);
  });

  it('go to what stands nearest on another day', () => {
    expect([
      go('ArrowRight', [0, 2]),
      go('ArrowRight', [0, 0]),
      go('ArrowLeft', [2, 0]),
      go('ArrowLeft', [0, 0]),
    ]).toEqual(['2,1', '2,0', '0,0', 'null']);
  });

  it('all go by time in a list; Home and End lead to its ends', () => {
    expect([
      go('ArrowRight', [0, 2], false),
      go('ArrowLeft', [2, 0], false),
      go('Home', [2, 1]),
      go('End', [0, 0]),
      go('x', [0, 0]),
    ]).toEqual(['2,0', '0,2', '0,0', '2,1', 'null']);
  });
});

it('gives the address of a feed as the server has it, and as a calendar program opens it', () => {
  expect(feedAddress('https://desk.example', 'demo', 'desk', '')).toBe(
    'https://desk.example/api/desks/demo/interventions.ics',
  );
  expect(webcal(feedAddress('https://desk.example', 'demo', 'technician', 'Zoé Ortiz & Co'))).toBe(
    'webcal://desk.example/api/desks/demo/interventions.ics?technician=Zo%C3%A9%20Ortiz%20%26%20Co',
  );
});
