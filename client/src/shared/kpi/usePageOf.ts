import { useMay } from '../access/who';
import type { Group } from '../store/desk';
import { historyOf } from './historyOf';
import { rowsOf } from './rowsOf';

/** The page behind a number: its rows; its history for whom single rows are not. */
export const usePageOf = (): ((kpi: string, group: Pick<Group, 'dimension' | 'name'> | null) => string) =>
  useMay('member') ? rowsOf : historyOf;
