import {
  charts,
  mostCards,
  mostSections,
  longestName,
  sizes,
  type BoardCard,
  type BoardDocument,
  type BoardSection,
} from './model';
import { cut } from '../../../shared/format/cut';
import { isDimension } from '../../../shared/store/breakdowns';
import type { Dimension } from '../../../shared/wire/wire';

/** What a board cannot be read for, with the place. */
export class BoardFault extends Error {}

type Fields = Record<string, unknown>;

const isId = (value: unknown): value is string => typeof value === 'string' && /^[a-z0-9-]{1,60}$/.test(value);

function fields(value: unknown, at: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new BoardFault(`${at} is no object.`);
  return value as Fields;
}

function list(value: unknown, at: string): unknown[] {
  if (!Array.isArray(value)) throw new BoardFault(`${at} is no list.`);
  return value;
}

function one<T extends string>(value: unknown, words: readonly T[], at: string): T {
  const found = words.find((word) => word === value);
  if (found === undefined) throw new BoardFault(`${at} is one of ${words.join(', ')}.`);
  return found;
}

/** The desk's own are not asked for here: a board outlives a change of its mapping. */
function dimension(value: unknown, at: string): Dimension {
  if (typeof value !== 'string' || !isDimension(value)) throw new BoardFault(`${at} is no breakdown.`);
  return value;
}

function card(value: unknown, at: string): BoardCard {
  const { kpi, size, chart, breakdown = null } = fields(value, at);
  if (!isId(kpi)) throw new BoardFault(`${at}.kpi is no KPI's id.`);
  return {
    kpi,
    size: one(size, sizes, `${at}.size`),
    chart: one(chart, charts, `${at}.chart`),
    breakdown: breakdown === null ? null : dimension(breakdown, `${at}.breakdown`),
  };
}

function section(value: unknown, at: string): BoardSection {
  const { title, cards } = fields(value, at);
  if (typeof title !== 'string' || title.length > longestName)
    throw new BoardFault(`${at}.title is a text of at most ${longestName} characters.`);
  return { title, cards: list(cards, `${at}.cards`).map((own, i) => card(own, `${at}.cards[${i}]`)) };
}

/** Reads a board from JSON of anybody's making: a file, this browser's storage, the server. */
export function parseBoard(value: unknown): BoardDocument {
  const { version, desk, sections } = fields(value, 'The board');
  if (version !== 1) throw new BoardFault('version is 1.');
  if (!isId(desk)) throw new BoardFault("desk is no desk's id.");
  const read = list(sections, 'sections').map((own, i) => section(own, `sections[${i}]`));
  if (read.length > mostSections) throw new BoardFault(`A board has at most ${mostSections} sections.`);
  if (read.reduce((sum, own) => sum + own.cards.length, 0) > mostCards)
    throw new BoardFault(`A board has at most ${mostCards} cards.`);
  return { version: 1, desk, sections: read };
}

/** A file as it is exported: the board, and its name. */
export function parseFile(text: string): { name: string | null; document: BoardDocument } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BoardFault('The file is no JSON.');
  }
  const { name } = fields(value, 'The board');
  return {
    name: typeof name === 'string' && name.trim() ? cut(name.trim(), longestName) : null,
    document: parseBoard(value),
  };
}
