import { flagsOf, type Flag, type Item } from '../../../shared/schedule/items';

export interface Filters {
  locations: readonly string[];
  team: string | null;
  person: string | null;
  flag: Flag | null;
}

export const passes = (item: Item, filters: Filters, now: number): boolean =>
  (filters.locations.length === 0 || filters.locations.includes(item.location ?? '')) &&
  (filters.team === null || item.team === filters.team) &&
  (filters.person === null || item.person === filters.person) &&
  (filters.flag === null || flagsOf(item, now).includes(filters.flag));
