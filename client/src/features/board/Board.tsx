import { useMemo } from 'react';
import { useDesk } from '../../shared/store/desk';
import styles from './Board.module.css';
import { Group } from './Group';
import { placesOf } from './places';
import { boardGroups } from '../../shared/kpi/order';
import { usePreferences } from '../../shared/preferences/preferences';

/** All KPIs of the desk on one screen, by group. */
export function Board() {
  const catalogue = useDesk((desk) => desk.catalogue);
  const order = useDesk((desk) => desk.order);
  const density = usePreferences((own) => own.density);
  const groups = useMemo(() => boardGroups(catalogue, order), [catalogue, order]);
  const places = useMemo(
    () =>
      placesOf(
        groups.map(({ ids }) => ids.reduce((cells, id) => cells + (catalogue[id]!.presentation.isWide ? 2 : 1), 0)),
      ),
    [groups, catalogue],
  );
  return (
    <div className={styles.board} data-density={density} id="board" tabIndex={-1}>
      {groups.map((group, at) => (
        <Group key={group.name} name={group.name} ids={group.ids} place={places[at]!} />
      ))}
    </div>
  );
}
