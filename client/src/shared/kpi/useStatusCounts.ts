import { useView } from '../preferences/view';
import { useDesk } from '../store/desk';
import type { Status } from '../wire/wire';

export type StatusCounts = Readonly<Record<Status, number>>;

export const statusOrder: readonly Status[] = ['critical', 'warning', 'good', 'none'];

/** How many cards have which status; a primitive in the store's eyes, so that only a changed count draws. */
export function useStatusCounts(): StatusCounts {
  const shown = useView((view) => view.shown);
  const counts = useDesk((desk) => {
    const found: Record<Status, number> = { critical: 0, warning: 0, good: 0, none: 0 };
    for (const id of shown ?? desk.order) {
      const result = desk.results[id];
      if (result && !result.retryAt) found[result.value === null ? 'none' : result.status]++;
    }
    return statusOrder.map((status) => found[status]).join(' ');
  });
  const [critical, warning, good, none] = counts.split(' ').map(Number);
  return { critical: critical!, warning: warning!, good: good!, none: none! };
}
