import { useLive } from '../live/live';
import type { KpiDefinition, KpiResult } from '../wire/wire';

/** The last good poll behind a number, ms: the pulse tells of polls that changed nothing. */
export function useReadAt(definition: KpiDefinition, result: KpiResult): number {
  const polled = useLive(live => live.slices.find(slice => slice.slice === definition.slice)?.readAt ?? null);
  return Math.max(Date.parse(result.readAt), polled ? Date.parse(polled) : 0);
}
