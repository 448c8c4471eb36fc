import { Redirect } from 'wouter';
import { historyOf } from '../../shared/kpi/historyOf';
import { useDesk } from '../../shared/store/desk';

/** The reports open with the history of the first number of the board. */
export function Reports() {
  const first = useDesk((state) => state.order[0]);
  return first === undefined ? null : <Redirect to={historyOf(first, null)} replace />;
}
