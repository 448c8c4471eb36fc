import { useDesk } from '../../shared/store/desk';
import type { Status } from '../../shared/wire/wire';
import { useView } from '../../shared/preferences/view';

const weight: Record<Status, number> = { critical: 2, warning: 1, good: 0, none: 0 };

/** Ids of what is wrong, critical first; one text inside, so that it only changes when the list does. */
export function useTroubled(): string[] {
  const shown = useView((view) => view.shown);
  const joined = useDesk((desk) =>
    (shown ?? desk.order)
      .filter((id) => !desk.results[id]?.retryAt && weight[desk.results[id]?.status ?? 'none'] > 0)
      .toSorted((a, b) => weight[desk.results[b]!.status] - weight[desk.results[a]!.status])
      .join(' '),
  );
  return joined ? joined.split(' ') : [];
}
