import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { realCatalogue } from '../../shared/testing/support';
import type { DisplayPage, WallDisplay } from '../../shared/wire/wire';
import {
  cardsOf,
  codeOf,
  countsText,
  inOrder,
  shareOf,
  showing,
  shows,
  showsOf,
  soundText,
  troubleOf,
  usualVersion,
} from './data/fleet';
import { after } from './data/useFleet';
import { PairCard } from './page/PairCard';

const page: DisplayPage = { desk: 'demo', title: null, cards: null, board: null, table: null, show: null };

const someDisplay = (more: Partial<WallDisplay> = {}): WallDisplay => ({
  id: 'd1',
  name: 'Left wall',
  place: 'Lyon',
  pages: [page],
  seconds: 20,
  night: null,
  distance: 6,
  diagonal: 55,
  sound: false,
  desks: ['demo'],
  state: 'live',
  page: 'Overdue ones, 2 of 6',
  version: 'a',
  seenAt: '2026-11-24T09:42:00Z',
  paintedAt: null,
  dataAt: null,
  dataAge: 0.4,
  latency: 38,
  heap: null,
  audible: null,
  pairedAt: '2026-11-24T08:00:00Z',
  frozenSince: null,
  revision: 1,
  ...more,
});

const fleet = [
  someDisplay({ name: 'B', state: 'live' }),
  someDisplay({ name: 'C', state: 'offline' }),
  someDisplay({ name: 'D', state: 'frozen', frozenSince: '2026-11-24T09:36:00Z' }),
  someDisplay({ name: 'A', state: 'live', version: 'b' }),
  someDisplay({ name: 'E', state: 'live' }),
];

it('shows trouble first, then by name, and counts the states', () => {
  expect(inOrder(fleet).map(({ name }) => name)).toEqual(['D', 'C', 'A', 'B', 'E']);
  expect([countsText(fleet), usualVersion(fleet)]).toEqual(['3 live, 1 frozen, 1 offline', 'a']);
});

it('follows what is told: nothing before all, then what changed and who is gone', () => {
  const told = (full: boolean, changed: readonly WallDisplay[], removed: readonly string[] = []) => ({
    desk: 'demo',
    full,
    changed,
    removed,
  });
  const [one, two] = [someDisplay({ id: '1' }), someDisplay({ id: '2' })];
  expect(after(null, told(false, [one]))).toBeNull();
  const all = after(null, told(true, [one, two]));
  const frozen = { ...two, state: 'frozen' as const };
  expect([...after(all, told(false, [frozen], ['1']))!.values()]).toEqual([frozen]);
  expect([...after(all, told(true, [one]))!.keys()]).toEqual(['1']);
});

it('says what the trouble is and since when', () => {
  const now = Date.parse('2026-11-24T09:42:12Z');
  expect(fleet.map((display) => troubleOf(display, now, (time) => time.slice(11, 19))?.[0] ?? null)).toEqual([
    null,
    'Offline for 12 s',
    'Frozen for 6 min 12 s',
    null,
    null,
  ]);
});

it('knows the cards on the page that shows: its own, or those of the catalogue’s page', () => {
  const catalogue = Object.fromEntries(realCatalogue.map((definition) => [definition.id, definition]));
  const [one, two] = realCatalogue.map(({ id }) => id);
  const own = { ...page, title: 'Overdue ones', cards: [two!, 'gone', one!] };
  expect(cardsOf(someDisplay({ pages: [own] }), 'demo', catalogue)).toEqual([two, one]);
  const name = realCatalogue[0]!.presentation.wall[0]!.name;
  expect(cardsOf(someDisplay({ page: `${name}, 1 of 6` }), 'demo', catalogue)).toContain(one);
  expect(cardsOf(someDisplay(), 'another', catalogue)).toEqual([]);
});

it('keeps one thing on a page, whatever is chosen after what', () => {
  for (const what of shows) expect(showsOf(showing(showing(page, 'cards'), what))).toBe(what);
});

it('reads a code as it is typed or pasted, and the secret of a board’s link', () => {
  expect([' k7m-4 qx', 'K7M4TX99', ''].map(codeOf)).toEqual(['K7M4X', 'K7M4TX', '']);
  expect(['https://apollo.example/board/shared/s3cret?desk=demo', 's3cret'].map(shareOf)).toEqual(['s3cret', 's3cret']);
});

it('pairs by code and name, and says when no television shows the code', async () => {
  const asked = vi.spyOn(globalThis, 'fetch').mockResolvedValueOnce(new Response('{}', { status: 404 }));
  const paired = vi.fn();
  render(<PairCard onPaired={paired} />);
  const code = screen.getByRole('textbox', { name: 'Code on the TV, six signs' });
  fireEvent.change(code, { target: { value: 'k7m 4' } });
  fireEvent.click(screen.getByRole('button', { name: 'Pair' }));
  expect(screen.getByRole('alert').textContent).toBe('The code on the TV has six signs.');
  fireEvent.change(code, { target: { value: 'k7m-4tx' } });
  fireEvent.change(screen.getByRole('textbox', { name: 'Name' }), { target: { value: ' Reception ' } });
  fireEvent.click(screen.getByRole('button', { name: 'Pair' }));
  expect(await screen.findByText('This code is not waiting. A new one may be on the TV.')).toBeTruthy();
  expect(JSON.parse(asked.mock.calls[0]![1]!.body as string)).toMatchObject({ code: 'K7M4TX', name: 'Reception' });
  asked.mockResolvedValueOnce(new Response(JSON.stringify(someDisplay()), { status: 201 }));
  fireEvent.click(screen.getByRole('button', { name: 'Pair' }));
  await vi.waitFor(() => expect(paired).toHaveBeenCalledExactlyOnceWith(someDisplay()));
});

it('says whether a display can be heard, where it is to make a sound', () => {
  expect(soundText(someDisplay())).toBeNull();
  expect(soundText(someDisplay({ sound: true }))).toBe('not known yet');
  expect(soundText(someDisplay({ sound: true, audible: true }))).toBe('on');
  expect(soundText(someDisplay({ sound: true, audible: false }))).toBe('its browser lets it make none');
});
