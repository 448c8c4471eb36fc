import { memo } from 'react';
import { join } from '../../../shared/ui/join';
import { rowKey, type RowsGroup } from '../../../shared/wire/rows';
import { Region } from '../../../shared/ui/Region';
import { Detail } from '../detail/Detail';
import { GroupHead } from './GroupHead';
import { GhostItem, Item } from './Item';
import { Cells, GhostCells, type RowContext } from './Row';
import { groupKey, type Lines } from '../data/lines';
import { rowAt } from '../data/rowsModel';
import type { TableView } from '../data/tableView';
import type { Rows } from '../data/useTable';
import { rowPointer } from './rowPointer';
import styles from './DataTable.module.css';

interface Props {
  lines: Lines;
  /** Which of the lines it is. */
  at: number;
  /** Its place as it is told, from 1. */
  told: number;
  isCurrent: boolean;
  isList: boolean;
  view: TableView;
  rows: Rows;
  context: RowContext;
  closed: ReadonlySet<string>;
  onTake: (at: number) => void;
  onToggle: (id: string) => void;
  onToggleGroup: (group: RowsGroup) => void;
}

/**
 * One line of the table: a group's head, a row with what is open below it, a row on its way, or one that has just left.
 * Drawn again only where something of it changed: scrolling draws what is new alone.
 */
export const Line = memo(function Line({
  lines,
  at,
  told,
  isCurrent,
  isList,
  view,
  rows: { state, group: by },
  context,
  closed,
  onTake,
  onToggle,
  onToggleGroup,
}: Props) {
  const line = lines.at(at);
  const span = isList ? 1 : view.layout.columns.length + 1;
  const common = {
    role: 'row',
    'data-line': at,
    tabIndex: isCurrent ? 0 : -1,
    onFocus: () => onTake(at),
    'aria-rowindex': told,
  };
  if (line.kind === 'group') {
    const isClosed = closed.has(groupKey(line.group));
    return (
      <div
        {...common}
        className={styles.group}
        aria-level={1}
        aria-expanded={!isClosed}
        onClick={() => onToggleGroup(line.group)}
      >
        <span role="gridcell" aria-colspan={span} className={styles.groupCell}>
          <GroupHead group={line.group} by={by} view={view} closed={isClosed} />
        </span>
      </div>
    );
  }
  if (line.kind === 'ghost')
    return (
      <div className={join(styles.row, styles.isGone)} role="row">
        {isList ? (
          <GhostItem ghost={line.ghost} context={context} />
        ) : (
          <GhostCells ghost={line.ghost} context={context} />
        )}
      </div>
    );
  const row = rowAt(state.windows, line.index),
    level = state.page?.groups ? 2 : 1;
  if (!row)
    return (
      <div {...common} className={styles.waiting} aria-level={level}>
        <span role="gridcell" aria-colspan={span}>
          <i />
          <span className="hidden-text">Loading</span>
        </span>
      </div>
    );
  const open = view.query.open === row.id,
    entered = state.entered.get(rowKey(row));
  const Drawn = isList ? Item : Cells;
  return (
    <>
      <div
        {...common}
        className={join(styles.row, open && styles.isOpen, entered !== undefined && styles.isNew)}
        aria-level={level}
        aria-expanded={open}
        data-row-id={row.id}
        {...(isList ? {} : rowPointer(row.id, onToggle))}
      >
        <Drawn row={row} context={context} entered={entered} open={open} onToggle={onToggle} />
      </div>
      {open && (
        <div role="row">
          <div role="gridcell" aria-colspan={span} data-detail>
            <Region name="The ticket">
              <Detail
                desk={view.desk}
                id={row.id}
                row={row}
                zone={view.zone}
                definition={view.definition}
                version={state.page?.sliceVersion ?? ''}
              />
            </Region>
          </div>
        </div>
      )}
    </>
  );
});
