import { at } from '../../../shared/wire/api';

/** What became of each part of a setup that was taken in. */
export interface SetupReport {
  /** Nothing was kept: so it would be. */
  dry: boolean;
  changes: readonly {
    part: 'rule' | 'limits' | 'board' | 'display';
    name: string;
    outcome: 'added' | 'changed' | 'unchanged' | 'refused';
    reason: string | null;
  }[];
}

/** Rules, limits, boards and displays of a desk, as one JSON. */
export const setupPath = (desk: string): string => `${at(desk)}/setup`;
