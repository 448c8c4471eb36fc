import { useEffect } from 'react';
import type { Dimension } from '../wire/wire';
import { showTrendsBy } from './fetching';

/** The trends of a breakdown's groups, as long as a component shows them. */
export function useTrendsBy(dimension: Dimension): void {
  useEffect(() => showTrendsBy(dimension), [dimension]);
}
