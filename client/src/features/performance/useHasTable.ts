import { isDimension } from '../../shared/store/breakdowns';
import { useDesk } from '../../shared/store/desk';
import { tablesNow } from './model';

/** Whether the desk has a table; one that it may have is not refused before its catalogue is here. */
export const useHasTable = (id: string): boolean =>
  useDesk((desk) => (desk.order.length === 0 ? isDimension(id) : tablesNow().some((table) => table.id === id)));
