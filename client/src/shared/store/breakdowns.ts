import { useMemo } from 'react';
import type { Dimension, FurtherBreakdown, KpiDefinition } from '../wire/wire';
import { useDesk } from './desk';

type Catalogue = Readonly<Record<string, KpiDefinition>>;

/** The breakdowns that every desk has and history is kept of. */
export const usualDimensions: readonly Dimension[] = ['team', 'location', 'category', 'priority'];

const titles: Readonly<Record<string, string>> = {
  team: 'Team',
  assignee: 'Assignee',
  technician: 'Technician',
  location: 'Location',
  category: 'Category',
  priority: 'Priority',
};

const none: readonly FurtherBreakdown[] = [];

/** The breakdowns of tickets that only one desk has, by its KPIs. */
export const furtherOf = (definitions: readonly KpiDefinition[]): readonly FurtherBreakdown[] =>
  definitions.find(({ further }) => further)?.further ?? none;

const furtherIn = (catalogue: Catalogue): readonly FurtherBreakdown[] => furtherOf(Object.values(catalogue));

export const furtherNow = (): readonly FurtherBreakdown[] => furtherIn(useDesk.getState().catalogue);

/** The breakdowns of the desk that history is kept of. */
export const dimensionsNow = (): readonly Dimension[] => [...usualDimensions, ...furtherNow().map(({ name }) => name)];

/** The same, for as long as a component shows them. */
export function useDimensions(): readonly Dimension[] {
  const catalogue = useDesk((desk) => desk.catalogue);
  return useMemo(() => [...usualDimensions, ...furtherIn(catalogue).map(({ name }) => name)], [catalogue]);
}

/**
 * Whether a breakdown is none of the desk's, or none any more. While rows are read anew, nobody knows which further
 * ones there are: then it is not.
 */
export function isGone(name: Dimension): boolean {
  const { order, loading } = useDesk.getState();
  return (
    order.length > 0 && loading.length === 0 && !(name in titles) && !furtherNow().some((one) => one.name === name)
  );
}

/** Whether a desk may have it beside the usual ones: what stands in an address is read before the catalogue is. */
export const mayBeFurther = (name: string): boolean => !(name in titles) && /^[a-z][a-z0-9_]{0,29}$/.test(name);

/** Whether some desk may have it. */
export const isDimension = (name: string): boolean => name in titles || mayBeFurther(name);

/** In a sentence: "no cost center". */
export const dimensionWord = (name: Dimension): string => name.replaceAll('_', ' ');

/** Its groups in the plural, as English makes it: "cost centers", "entities"; of a name of another kind, "groups". */
export function dimensionWords(name: Dimension): string {
  const word = dimensionWord(name);
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  if (/(s|x|z|ch|sh)$/.test(word)) return `${word}es`;
  return /[a-z]$/.test(word) ? `${word}s` : 'groups';
}

/** As it heads a list: "Cost center". */
export function dimensionTitle(name: Dimension): string {
  const word = dimensionWord(name);
  return (
    titles[name] ??
    furtherNow().find((further) => further.name === name)?.title ??
    `${word.charAt(0).toUpperCase()}${word.slice(1)}`
  );
}
