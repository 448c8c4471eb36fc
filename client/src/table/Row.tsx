import { ChevronDown, ChevronRight } from 'lucide-react';
import { memo } from 'react';
import { whyText } from '../card/why';
import { age } from '../format/duration';
import { useTick } from '../tick/ticker';
import type { Row as RowData } from '../wire/rows';
import type { KpiDefinition } from '../wire/wire';
import { cellText } from './cellText';
import type { Column } from './columns';
import type { Ghost } from './rowsModel';
import styles from './DataTable.module.css';

/** What a cell needs besides its row: the same object until columns or cut change, so that rows are not drawn anew. */
export interface RowContext { columns: readonly Column[]; definition: KpiDefinition | undefined; zone: string; at: number; rate: number }

export const join = (...names: (string | false | undefined)[]): string => names.filter(Boolean).join(' ');

/** Whether a cell moves with the clock. */
const ticks = (column: Column, rate: number): boolean => column.of !== undefined || (column.name === 'own' && rate > 0);

export interface CellsProps { row: RowData; context: RowContext; entered: number | undefined; open: boolean; onToggle: (id: string) => void }

/** One row's cells; drawn again only when the row or its marks change, so that scrolling draws what is new alone. */
export const Cells = memo(function Cells({ row, context, entered, open, onToggle }: CellsProps) {
  return (
    <>
      <span role="gridcell" className={styles.opener}>
        <button type="button" tabIndex={-1} className={styles.open} aria-expanded={open} aria-label={`${open ? 'Close' : 'Open'} ${row.id}`} onClick={() => onToggle(row.id)}>
          {open ? <ChevronDown size="1rem" strokeWidth={1.5} aria-hidden="true" /> : <ChevronRight size="1rem" strokeWidth={1.5} aria-hidden="true" />}
        </button>
      </span>
      {context.columns.map(column => (
        <span key={column.name} role="gridcell" className={join(styles.cell, styles[column.type], styles[`c-${column.name}`])}>
          <Value column={column} row={row} context={context} />
          {column.grows && entered !== undefined && <Entered at={entered} />}
        </span>
      ))}
    </>
  );
});

/** A cell's value; a dash where there is none. */
export const Value = ({ column, row, context }: { column: Column; row: RowData; context: RowContext }) =>
  ticks(column, context.rate) ? <Ticking column={column} row={row} context={context} /> : <Still column={column} row={row} context={context} />;

function Still({ column, row, context }: { column: Column; row: RowData; context: RowContext }) {
  const value = cellText(column, row[column.of ?? column.name], { now: context.at, zone: context.zone, definition: context.definition, grown: 0 });
  if (value === null) return <span className={styles.none}>–</span>;
  if (column.name === 'priority') return <i className={join(styles.priority, row['priority'] === 1 && styles.first)}>{value}</i>;
  return <span {...(column.type === 'text' ? { title: value, dir: 'auto' } : {})}>{value}</span>;
}

function Ticking({ column, row, context }: { column: Column; row: RowData; context: RowContext }) {
  const value = useTick(now => cellText(column, row[column.of ?? column.name], { now, zone: context.zone, definition: context.definition, grown: context.rate * Math.max(0, (now - context.at) / 1000) }));
  return value === null ? <span className={styles.none}>–</span> : <span>{value}</span>;
}

/** A row that has just come, and since when. */
export function Entered({ at }: { at: number }) {
  const shown = useTick(() => age((Date.now() - at) / 1000));
  return <em className={styles.entered}>entered {shown} ago</em>;
}

/** Why a row is struck: it has left, with the reason. */
export function Left({ ghost, context }: { ghost: Ghost; context: RowContext }) {
  const why = whyText(ghost.move, context.at, context.zone);
  return <em className={styles.left}>left this view{why ? `: ${why}` : ''}</em>;
}

/** A row that left, a moment longer, with the reason. */
export function GhostCells({ ghost, context }: { ghost: Ghost; context: RowContext }) {
  return (
    <>
      <span role="gridcell" className={styles.opener} />
      {context.columns.map(column => (
        <span key={column.name} role="gridcell" className={join(styles.cell, styles[column.type], styles[`c-${column.name}`])}>
          <s><Still column={column} row={ghost.row} context={context} /></s>
          {column.grows && <Left ghost={ghost} context={context} />}
        </span>
      ))}
    </>
  );
}
