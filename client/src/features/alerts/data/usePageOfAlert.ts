import { useMay } from '../../../shared/access/who';
import { usePageOf } from '../../../shared/kpi/usePageOf';
import { useDesk } from '../../../shared/store/desk';
import type { Alert } from '../../../shared/wire/wire';
import { groupOf } from './group';

/** The page behind an alert: of its number; of one that is about none the desk's tickets, for whom those are. */
export function usePageOfAlert(): (alert: Pick<Alert, 'kpi' | 'dimension' | 'group'>) => string {
  const pageOf = usePageOf();
  const isMember = useMay('member');
  const catalogue = useDesk((state) => state.catalogue);
  return (alert) =>
    catalogue[alert.kpi] ? pageOf(alert.kpi, groupOf(alert)) : isMember ? '/tickets' : '/alerts/history';
}
