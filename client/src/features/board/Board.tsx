import { useMemo } from 'react';
import { useDesk } from '../../shared/store/desk';
import styles from './Board.module.css';
import { Group } from './Group';
import { boardGroups } from '../../shared/kpi/order';
import { usePreferences } from '../../shared/preferences/preferences';

/** All KPIs of the desk on one screen, by group. */
export function Board() {
  const catalogue = useDesk((desk) => desk.catalogue);
  const order = useDesk((desk) => desk.order);
  const density = usePreferences((own) => own.density);
  const groups = useMemo(() => boardGroups(catalogue, order), [catalogue, order]);
  return (
    <div className={styles.board} data-density={density} id="board" tabIndex={-1}>
      {groups.map((group) => (
        <Group key={group.name} name={group.name} ids={group.ids} />
      ))}
    </div>
  );
}
