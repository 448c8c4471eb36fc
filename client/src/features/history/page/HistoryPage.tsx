import { useDesk } from '../../../shared/store/desk';
import { useTopics } from '../../../shared/session/useTopics';
import { useAddress } from '../../../shared/ui/useAddress';
import { readAddress, writeAddress } from '../address/address';
import { History } from './History';
import { breakdownsOf } from './Pickers';
import styles from './HistoryPage.module.css';
import 'uplot/dist/uPlot.min.css';

/** The history of a KPI: how it was, what is usual, and what the clock will do to it. */
export default function HistoryPage({ kpi }: { kpi: string }) {
  const desk = useDesk((state) => state.desk);
  const definition = useDesk((state) => state.catalogue[kpi]);
  const isKnown = useDesk((state) => state.order.length > 0);
  const [address, change] = useAddress(readAddress, writeAddress);
  useTopics(definition ? breakdownsOf(definition).map((dimension) => `table:${dimension}`) : []);
  if (!desk || !isKnown) return <div className={styles.page} aria-busy="true" />;
  if (!definition)
    return (
      <div className={styles.page}>
        <p className={styles.problem}>
          <bdi>{`“${kpi}” is no KPI of this desk.`}</bdi>
        </p>
      </div>
    );
  return <History key={desk.id} desk={desk} definition={definition} address={address} change={change} />;
}
