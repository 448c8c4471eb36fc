import { onChange } from '../../shared/store/desk';
import { serverNow } from '../../shared/tick/clock';

const at = new Map<string, { revision: number; at: number }>();

/** When this page received what it shows of a KPI, ms by the server's clock; null where it did not hear of it. */
export const receivedAt = (kpi: string): number | null => at.get(kpi)?.at ?? null;

onChange((ids, _, after) => {
  for (const id of ids) {
    const revision = after[id]?.revision;
    if (revision === undefined) at.delete(id);
    else if (at.get(id)?.revision !== revision) at.set(id, { revision, at: serverNow() });
  }
});
