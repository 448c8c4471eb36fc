import { cut } from '../../../shared/format/cut';
import { boardGroups } from '../../../shared/kpi/order';
import type { Dimension, KpiDefinition } from '../../../shared/wire/wire';

/** Columns by rows. */
export const sizes = ['1x1', '2x1', '2x2'] as const;
export type Size = (typeof sizes)[number];

export const charts = ['trend', 'bars', 'none'] as const;
export type Chart = (typeof charts)[number];

export interface BoardCard {
  kpi: string;
  size: Size;
  chart: Chart;
  breakdown: Dimension | null;
}
export interface BoardSection {
  title: string;
  cards: readonly BoardCard[];
}

/** An own dashboard as it is kept and exported. */
export interface BoardDocument {
  version: 1;
  desk: string;
  sections: readonly BoardSection[];
}

/** While it is on the screen each part has a key, so that it keeps its element and the focus when it moves. */
export interface Placed extends BoardCard {
  key: string;
}
export interface Section {
  key: string;
  title: string;
  cards: readonly Placed[];
}
export type Sections = readonly Section[];

export const mostCards = 200,
  mostSections = 50,
  longestName = 60;

let last = 0;
export const newKey = (): string => `k${++last}`;

export const place = (card: BoardCard): Placed => ({ ...card, key: newKey() });

export const placeAll = (document: BoardDocument): Sections =>
  document.sections.map((section) => ({ key: newKey(), title: section.title, cards: section.cards.map(place) }));

/** The same where a board is on the screen already: what stays keeps its key. */
export function placeLike(document: BoardDocument, before: Sections): Sections {
  const left = before.flatMap((section) => [...section.cards]);
  const keyOf = (kpi: string): string => {
    const at = left.findIndex((card) => card.kpi === kpi);
    return at < 0 ? newKey() : left.splice(at, 1)[0]!.key;
  };
  return document.sections.map(({ title, cards }, index) => ({
    key: before[index]?.key ?? newKey(),
    title,
    cards: cards.map((card) => ({ ...card, key: keyOf(card.kpi) })),
  }));
}

export const documentOf = (desk: string, sections: Sections): BoardDocument => ({
  version: 1,
  desk,
  sections: sections.map(({ title, cards }) => ({
    title,
    cards: cards.map(({ kpi, size, chart, breakdown }) => ({ kpi, size, chart, breakdown })),
  })),
});

/** A KPI as it is added: as the whole board has it. */
export const usualCard = (definition: KpiDefinition): BoardCard => ({
  kpi: definition.id,
  size: definition.presentation.isWide ? '2x1' : '1x1',
  chart: 'trend',
  breakdown: null,
});

/** All KPIs by group: what a new board begins with, and a reset one goes back to. */
export const usualBoard = (
  desk: string,
  catalogue: Readonly<Record<string, KpiDefinition>>,
  order: readonly string[],
): BoardDocument => ({
  version: 1,
  desk,
  sections: boardGroups(catalogue, order).map((group) => ({
    title: group.name,
    cards: group.ids.map((id) => usualCard(catalogue[id]!)),
  })),
});

/** What a card shows of what was chosen: bars need room, and a KPI that is broken down. */
export function chartOf(card: BoardCard, definition: KpiDefinition): Chart {
  return card.chart === 'bars' && (card.size === '1x1' || breakdownOf(card, definition) === null)
    ? 'trend'
    : card.chart;
}

/** The dimension of a card's bars: the chosen one, else the KPI's first; null = it has none. */
export function breakdownOf(card: BoardCard, definition: KpiDefinition): Dimension | null {
  if (card.breakdown && definition.breakdowns.includes(card.breakdown)) return card.breakdown;
  return definition.breakdowns[0] ?? null;
}

/** What is wrong with a name; null = nothing. The server says the same. */
export function faultOfName(name: string, taken: readonly string[] = []): string | null {
  const own = name.trim();
  if (own.length === 0) return 'Give it a name.';
  if (own.length > longestName) return `At most ${longestName} characters.`;
  // oxlint-disable-next-line no-control-regex
  if (/[/\\\u0000-\u001f\u007f-\u009f]|%2f/i.test(own) || own === '.' || own === '..') return 'A name holds no slash.';
  return taken.includes(own) ? 'You have a board of this name.' : null;
}

/** A name like another that is still free: "My board", "My board 2". */
export function freeName(wanted: string, taken: readonly string[]): string {
  const stem = cut(wanted.trim(), longestName - 4) || 'My board';
  if (!taken.includes(stem)) return stem;
  for (let n = 2; ; n++) if (!taken.includes(`${stem} ${n}`)) return `${stem} ${n}`;
}
