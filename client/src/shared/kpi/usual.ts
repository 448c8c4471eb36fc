import { valueText } from '../format/value';
import type { KpiDefinition } from '../wire/wire';

/** What is usual, from to: 98 to 131; 91.2 % to 94.8 %. */
export function usualText({ low, high }: { low: number; high: number }, definition: KpiDefinition): string {
  const kind = definition.presentation.number;
  const [from, to] = [valueText(low, kind), valueText(high, kind)];
  return from === to ? from : `${from} to ${to}`;
}
