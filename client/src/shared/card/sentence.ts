import { spokenAge } from '../format/duration';
import { clockSeconds } from '../format/time';
import { valueParts, valueSpoken } from '../format/value';
import type { Direction } from '../trend/direction';
import type { KpiDefinition, Moved, Status } from '../wire/wire';
import { movedSpoken } from './moved';
import { spokenUnit } from '../kpi/unitWord';

export interface Spoken {
  value: number | null;
  status: Status;
  /** The limit, or what the clock alone will do: "limit 10". */
  words: string;
  direction: Direction | null;
  isUnusual?: boolean;
  /** What is usual now: "98 to 131". */
  usual?: string | null;
  moved: Moved | null | undefined;
  /** Seconds since the last change; null = none known. */
  age: number | null;
  /** "as of 10:41:20" when not live. */
  asOf?: string;
  /** Compared with the whole desk, where a group is shown: "desk 142". */
  compare?: string;
  failed?: boolean;
  loading?: boolean;
}

/** For a card that is not live: when its number was true. */
export const asOf = (card: { readAt: number | null }, zone: string): { asOf?: string } =>
  card.readAt === null ? {} : { asOf: `as of ${clockSeconds(card.readAt, zone)}` };

const ways: Record<Direction, string> = { up: 'rising', down: 'falling', flat: 'steady' };

/** unusual: 98 to 131 is usual now. */
const unusual = (usual: string | null | undefined): string => (usual ? `unusual: ${usual} is usual now` : 'unusual');

/**
 * A card as one sentence: "Overdue, 11 tickets, critical, limit 10, rising. Last change 34 seconds ago: 1 in, by the
 * clock."
 */
export function sentence(definition: KpiDefinition, card: Spoken): string {
  if (card.loading) return `${definition.title}, loading.`;
  if (card.failed) return `${definition.title}, not available, failed.`;
  const kind = definition.presentation.number;
  const number = (value: number): string => {
    const unit = spokenUnit(definition, valueParts(value, kind, definition)[0]!.text);
    return `${valueSpoken(value, kind, definition)} ${unit}`.trim();
  };
  const value = card.value === null ? ['no value', definition.presentation.empty] : [number(card.value)];
  const status =
    card.compare !== undefined
      ? [card.compare]
      : card.value === null
        ? []
        : card.status === 'none'
          ? [card.words]
          : [card.status, card.words];
  const parts = [
    definition.title,
    ...value,
    ...status,
    card.direction ? ways[card.direction] : '',
    card.isUnusual ? unusual(card.usual) : '',
    card.asOf ?? '',
  ].filter(Boolean);
  const first = `${parts.join(', ')}.`;
  if (card.age === null || card.compare !== undefined) return first;
  const moved = card.moved ? movedSpoken(card.moved) : '';
  return `${first} Last change ${spokenAge(card.age)} ago${moved ? `: ${moved}` : ''}.`;
}
