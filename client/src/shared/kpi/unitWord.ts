import type { KpiDefinition } from '../wire/wire';

/** The unit word for a shown number: singular for 1; null where the title, or the number itself, says it. */
export const unitWord = ({ presentation: { unit } }: KpiDefinition, number: string): string | null =>
  number === '1' ? unit.one : unit.many;

/** The unit as it is spoken; empty where the number says it. */
export const spokenUnit = ({ presentation: { unit } }: KpiDefinition, number: string): string =>
  number === '1' ? unit.spokenOne : unit.spokenMany;
