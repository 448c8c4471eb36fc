import {
  mostCards,
  mostSections,
  newKey,
  place,
  sizes,
  type BoardCard,
  type Placed,
  type Section,
  type Sections,
  type Size,
} from './model';

/** Where a card stands. */
export interface Spot {
  section: number;
  index: number;
}

export const countCards = (sections: Sections): number =>
  sections.reduce((sum, section) => sum + section.cards.length, 0);

export function spotOf(sections: Sections, key: string): Spot | null {
  for (const [section, own] of sections.entries()) {
    const index = own.cards.findIndex((card) => card.key === key);
    if (index >= 0) return { section, index };
  }
  return null;
}

export const cardOf = (sections: Sections, key: string): Placed | null => {
  const spot = spotOf(sections, key);
  return spot ? sections[spot.section]!.cards[spot.index]! : null;
};

const at = <T>(items: readonly T[], index: number, change: (item: T) => T): T[] =>
  items.map((item, i) => (i === index ? change(item) : item));
const without = <T>(items: readonly T[], index: number): T[] => items.filter((_, i) => i !== index);
const into = <T>(items: readonly T[], index: number, item: T): T[] => [
  ...items.slice(0, index),
  item,
  ...items.slice(index),
];

/** Adds cards at the end of a section, as many as a board may have; without a section there is one. */
export function addCards(sections: Sections, section: number, cards: readonly BoardCard[]): Sections {
  const room = Math.max(0, mostCards - countCards(sections));
  const all = sections.length > 0 ? sections : [{ key: newKey(), title: '', cards: [] }];
  return at(all, Math.min(section, all.length - 1), (own) => ({
    ...own,
    cards: [...own.cards, ...cards.slice(0, room).map(place)],
  }));
}

export function removeCard(sections: Sections, key: string): Sections {
  const spot = spotOf(sections, key);
  return spot ? at(sections, spot.section, (own) => ({ ...own, cards: without(own.cards, spot.index) })) : sections;
}

/** Size, chart or breakdown of a card. */
export function changeCard(sections: Sections, key: string, more: Partial<BoardCard>): Sections {
  const spot = spotOf(sections, key);
  return spot
    ? at(sections, spot.section, (own) => ({
        ...own,
        cards: at(own.cards, spot.index, (card) => ({ ...card, ...more })),
      }))
    : sections;
}

/** The next size up or down; the same at the end. */
export const sizeBeside = (size: Size, by: 1 | -1): Size => sizes[sizes.indexOf(size) + by] ?? size;

/** Puts a card before what stands at a spot now; an index beyond the last is the end. */
export function moveCard(sections: Sections, key: string, to: Spot): Sections {
  const from = spotOf(sections, key);
  const target = sections[to.section];
  if (!from || !target) return sections;
  const index = Math.max(0, Math.min(to.index, target.cards.length));
  // Its own place, or right behind itself: nothing moves.
  if (from.section === to.section && (index === from.index || index === from.index + 1)) return sections;
  const card = sections[from.section]!.cards[from.index]!;
  const taken = at(sections, from.section, (own) => ({ ...own, cards: without(own.cards, from.index) }));
  const shift = from.section === to.section && index > from.index ? 1 : 0;
  return at(taken, to.section, (own) => ({ ...own, cards: into(own.cards, index - shift, card) }));
}

/** One step on or back in reading order, over the ends of sections. */
export function stepCard(sections: Sections, key: string, by: 1 | -1): Sections {
  const spot = spotOf(sections, key);
  if (!spot) return sections;
  const { section, index } = spot;
  if (by === 1 && index + 1 < sections[section]!.cards.length)
    return moveCard(sections, key, { section, index: index + 2 });
  if (by === -1 && index > 0) return moveCard(sections, key, { section, index: index - 1 });
  const next = sections[section + by];
  return next ? moveCard(sections, key, { section: section + by, index: by === 1 ? 0 : next.cards.length }) : sections;
}

export function addSection(sections: Sections, title: string): Sections {
  return sections.length < mostSections ? [...sections, { key: newKey(), title, cards: [] }] : sections;
}

export const nameSection = (sections: Sections, key: string, title: string): Sections =>
  sections.map((own) => (own.key === key ? { ...own, title } : own));

export const removeSection = (sections: Sections, key: string): Sections => sections.filter((own) => own.key !== key);

export function moveSection(sections: Sections, key: string, by: 1 | -1): Sections {
  const from = sections.findIndex((own) => own.key === key),
    to = from + by;
  if (from < 0 || to < 0 || to >= sections.length) return sections;
  const moved: Section = sections[from]!;
  return into(without(sections, from), to, moved);
}
