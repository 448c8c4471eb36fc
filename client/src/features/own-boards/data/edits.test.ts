import { describe, expect, it } from 'vitest';
import { someDefinition } from '../../../shared/testing/support';
import {
  addCards,
  addSection,
  cardOf,
  changeCard,
  countCards,
  moveCard,
  moveSection,
  nameSection,
  removeCard,
  removeSection,
  sizeBeside,
  spotOf,
  stepCard,
} from './edits';
import {
  breakdownOf,
  chartOf,
  documentOf,
  faultOfName,
  freeName,
  placeAll,
  usualBoard,
  usualCard,
  type BoardCard,
  type Sections,
} from './model';
import { BoardFault, parseBoard, parseFile } from './parse';

const card = (kpi: string, more: Partial<BoardCard> = {}): BoardCard => ({
  kpi,
  size: '1x1',
  chart: 'trend',
  breakdown: null,
  ...more,
});
const board = (...titled: [string, string[]][]): Sections =>
  placeAll({
    version: 1,
    desk: 'demo',
    sections: titled.map(([title, ids]) => ({ title, cards: ids.map((id) => card(id)) })),
  });
const text = (sections: Sections): string =>
  sections.map((own) => `${own.title}: ${own.cards.map((one) => one.kpi).join(' ')}`.trim()).join(' | ');
const keyOf = (sections: Sections, kpi: string): string =>
  sections.flatMap((own) => own.cards).find((one) => one.kpi === kpi)!.key;

describe('moving a card', () => {
  const start = board(['A', ['a', 'b', 'c']], ['B', ['d']], ['C', []]);
  const move = (kpi: string, section: number, index: number): string =>
    text(moveCard(start, keyOf(start, kpi), { section, index }));

  it('puts it before what stands at the spot', () => {
    expect(move('a', 0, 2)).toBe('A: b a c | B: d | C:');
    expect(move('c', 0, 0)).toBe('A: c a b | B: d | C:');
    expect(move('b', 1, 0)).toBe('A: a c | B: b d | C:');
    expect(move('b', 1, 99)).toBe('A: a c | B: d b | C:');
    expect(move('b', 2, 0)).toBe('A: a c | B: d | C: b');
  });

  it('leaves the board itself where nothing moves', () => {
    for (const index of [1, 2]) expect(moveCard(start, keyOf(start, 'b'), { section: 0, index })).toBe(start);
    expect(moveCard(start, keyOf(start, 'b'), { section: 9, index: 0 })).toBe(start);
    expect(moveCard(start, 'nobody', { section: 0, index: 0 })).toBe(start);
  });

  it('steps in reading order, over the ends of sections', () => {
    const step = (kpi: string, by: 1 | -1): string => text(stepCard(start, keyOf(start, kpi), by));
    expect(step('a', 1)).toBe('A: b a c | B: d | C:');
    expect(step('b', -1)).toBe('A: b a c | B: d | C:');
    expect(step('c', 1)).toBe('A: a b | B: c d | C:');
    expect(step('d', -1)).toBe('A: a b c d | B: | C:');
    expect(step('d', 1)).toBe('A: a b c | B: | C: d');
    expect(stepCard(start, keyOf(start, 'a'), -1)).toBe(start);
  });

  it('keeps the card, its key and its choices', () => {
    const key = keyOf(start, 'a');
    const changed = changeCard(start, key, { size: '2x2', chart: 'bars', breakdown: 'team' });
    const moved = moveCard(changed, key, { section: 1, index: 1 });
    expect(cardOf(moved, key)).toEqual({ key, ...card('a', { size: '2x2', chart: 'bars', breakdown: 'team' }) });
    expect(spotOf(moved, key)).toEqual({ section: 1, index: 1 });
  });
});

describe('adding and removing', () => {
  it('adds to a section, and makes one where there is none', () => {
    expect(text(addCards(board(['A', ['a']], ['B', []]), 1, [card('x'), card('y')]))).toBe('A: a | B: x y');
    expect(text(addCards([], 0, [card('x')]))).toBe(': x');
  });

  it('holds 200 cards and 50 sections', () => {
    const full = addCards(
      board(['A', []]),
      0,
      Array.from({ length: 250 }, () => card('a')),
    );
    expect(countCards(full)).toBe(200);
    expect(countCards(addCards(full, 0, [card('b')]))).toBe(200);
    let sections: Sections = [];
    for (let n = 0; n < 60; n++) sections = addSection(sections, `${n}`);
    expect(sections.length).toBe(50);
  });

  it('removes one card of two of the same KPI', () => {
    const twice = board(['A', ['a', 'a', 'b']]);
    expect(text(removeCard(twice, twice[0]!.cards[1]!.key))).toBe('A: a b');
    expect(removeCard(twice, 'nobody')).toBe(twice);
  });

  it('names, moves and removes sections with their cards', () => {
    const start = board(['A', ['a']], ['B', ['b']]);
    const b = start[1]!.key;
    expect(text(nameSection(start, b, 'Z'))).toBe('A: a | Z: b');
    expect(text(moveSection(start, b, -1))).toBe('B: b | A: a');
    expect(moveSection(start, b, 1)).toBe(start);
    expect(text(removeSection(start, b))).toBe('A: a');
  });

  it('sizes go up and down and stop at the ends', () => {
    expect([
      sizeBeside('1x1', 1),
      sizeBeside('2x1', 1),
      sizeBeside('2x2', 1),
      sizeBeside('2x1', -1),
      sizeBeside('1x1', -1),
    ]).toEqual(['2x1', '2x2', '2x2', '1x1', '1x1']);
  });
});

describe('what a card shows', () => {
  const definition = someDefinition({ breakdowns: ['team', 'location'] });

  it('has bars only with room and a breakdown', () => {
    expect(chartOf(card('overdue', { chart: 'bars' }), definition)).toBe('trend');
    expect(chartOf(card('overdue', { chart: 'bars', size: '2x1' }), definition)).toBe('bars');
    expect(chartOf(card('overdue', { chart: 'bars', size: '2x2' }), someDefinition({ breakdowns: [] }))).toBe('trend');
    expect(chartOf(card('overdue', { chart: 'none', size: '2x2' }), definition)).toBe('none');
  });

  it('breaks down as chosen, else by what the KPI has first', () => {
    expect(breakdownOf(card('overdue', { breakdown: 'location' }), definition)).toBe('location');
    expect(breakdownOf(card('overdue', { breakdown: 'technician' }), definition)).toBe('team');
    expect(breakdownOf(card('overdue'), someDefinition({ breakdowns: [] }))).toBeNull();
  });
});

describe('a board as JSON', () => {
  const catalogue = {
    overdue: someDefinition(),
    'p90-time-to-resolve-30d': someDefinition({ id: 'p90-time-to-resolve-30d', group: 'Speed' }),
  };
  const usual = usualBoard('demo', catalogue, Object.keys(catalogue));

  it('is the same after it was placed, kept and read', () => {
    expect(parseBoard(JSON.parse(JSON.stringify(documentOf('demo', placeAll(usual)))))).toEqual(usual);
  });

  it('begins as the board of all KPIs, wide where that is wide', () => {
    expect(usual.sections.map((own) => own.title)).toEqual(['Service level', 'Speed']);
    expect(usualCard(catalogue['p90-time-to-resolve-30d']).size).toBe('2x1');
  });

  it.each([
    ['[]', 'The board is no object.'],
    ['{', 'The file is no JSON.'],
    ['{"version":2}', 'version is 1.'],
    ['{"version":1,"desk":"A B","sections":[]}', "desk is no desk's id."],
    ['{"version":1,"desk":"demo","sections":{}}', 'sections is no list.'],
    [
      '{"version":1,"desk":"demo","sections":[{"title":1,"cards":[]}]}',
      'sections[0].title is a text of at most 60 characters.',
    ],
    [
      '{"version":1,"desk":"demo","sections":[{"title":"","cards":[{"kpi":"<b>","size":"1x1","chart":"trend"}]}]}',
      "sections[0].cards[0].kpi is no KPI's id.",
    ],
    [
      '{"version":1,"desk":"demo","sections":[{"title":"","cards":[{"kpi":"a","size":"3x3","chart":"trend"}]}]}',
      'sections[0].cards[0].size is one of 1x1, 2x1, 2x2.',
    ],
    [
      '{"version":1,"desk":"demo","sections":[{"title":"","cards":[' +
        '{"kpi":"a","size":"1x1","chart":"trend","breakdown":"no-name"}]}]}',
      'sections[0].cards[0].breakdown is no breakdown.',
    ],
  ])('refuses %s with the place', (file, message) => {
    expect(() => parseFile(file)).toThrow(new BoardFault(message));
  });

  it('lives with fields it does not know, as an earlier page may have kept', () => {
    expect(parseBoard({ ...usual, group: 'team:Network' })).toEqual(usual);
  });

  it('takes the name of a file, and lives without one', () => {
    expect(parseFile(JSON.stringify({ name: ' Mine ', ...usual }))).toEqual({ name: 'Mine', document: usual });
    expect(parseFile(JSON.stringify(usual)).name).toBeNull();
  });

  it('takes a name that is too long without half of a letter, which no address can hold', () => {
    const { name } = parseFile(JSON.stringify({ name: `${'x'.repeat(59)}😀`, ...usual }));
    expect(name).toBe('x'.repeat(59));
    expect(freeName(`${'x'.repeat(55)}😀`, [])).toBe('x'.repeat(55));
  });
});

describe('names', () => {
  it('are refused where no address can hold them, or another board has them', () => {
    expect(faultOfName('Lyon, week ✓')).toBeNull();
    for (const bad of ['', '  ', 'a/b', 'a\\b', '..', 'a\nb', 'a%2fb', 'x'.repeat(61)])
      expect(faultOfName(bad)).not.toBeNull();
    expect(faultOfName('Mine ', ['Mine'])).toBe('You have a board of this name.');
  });

  it('are made free', () => {
    expect(freeName('Mine', [])).toBe('Mine');
    expect(freeName('Mine', ['Mine', 'Mine 2'])).toBe('Mine 3');
    expect(faultOfName(freeName('x'.repeat(70), ['x'.repeat(56)]))).toBeNull();
  });
});
