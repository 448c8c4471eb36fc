import { memo } from 'react';
import { whyText } from '../../../shared/moves/why';
import { age } from '../../../shared/format/duration';
import { useTick } from '../../../shared/tick/ticker';
import { join } from '../../../shared/ui/join';
import type { Row as RowData } from '../../../shared/wire/rows';
import { cellText } from '../../../shared/rows/cellText';
import type { Column } from '../../../shared/rows/columns';
import { fits } from './fits';
import type { Ghost } from '../data/rowsModel';
import styles from './DataTable.module.css';

/** What a cell needs besides its row: the same object until columns or cut change, so that rows are not drawn anew. */
export interface RowContext {
  columns: readonly Column[];
  zone: string;
  at: number;
  rate: number;
}

/** Whether a cell moves with the clock. */
const ticks = (column: Column, rate: number): boolean => column.of !== undefined || (column.name === 'own' && rate > 0);

export interface CellsProps {
  row: RowData;
  context: RowContext;
  entered: number | undefined;
  open: boolean;
  onToggle: (id: string) => void;
}

/**
 * One row's cells; drawn again only when the row or its marks change, and of few elements, so that fast scrolling keeps
 * up with the screen.
 */
export const Cells = memo(function Cells({ row, context, entered, open, onToggle }: CellsProps) {
  return (
    <>
      <span role="gridcell" className={styles.opener}>
        <button
          type="button"
          tabIndex={-1}
          className={styles.open}
          aria-expanded={open}
          aria-label={`${open ? 'Close' : 'Open'} ${row.id}`}
          onClick={() => onToggle(row.id)}
        />
      </span>
      {context.columns.map((column) => {
        const value = cellValue(column, row, context);
        return (
          <span
            key={column.name}
            role="gridcell"
            className={cellClass(
              column,
              ticks(column, context.rate) ? grown(value) : value,
              column.grows === true && entered !== undefined,
            )}
            title={column.type === 'text' && typeof value === 'string' ? value : undefined}
          >
            {ticks(column, context.rate) ? (
              <Ticking column={column} row={row} context={context} />
            ) : (
              shown(column, row, value)
            )}
            {column.grows && entered !== undefined && <Entered at={entered} />}
          </span>
        );
      })}
    </>
  );
});

const classes = new Map<string, string>();

/** What a text that moves with the clock may come to. */
const grown = (value: string | null): string | null => value && `${value} 00 min`;

/** A cell's classes; one whose text has room is not cut at its edge, where nothing more stands in it. */
function cellClass(column: Column, value: string | null, more: boolean): string {
  const { type, name } = column,
    whole = !more && (value === null || fits(value, column));
  const key = whole ? name : `${name} cut`,
    known = classes.get(key);
  if (known !== undefined) return known;
  const made = join(styles.cell, !whole && styles.isCut, styles[type], styles[`c-${name}`]);
  classes.set(key, made);
  return made;
}

const cellValue = (column: Column, row: RowData, context: RowContext): string | null =>
  cellText(column, row[column.of ?? column.name], {
    now: context.at,
    zone: context.zone,
    grown: 0,
  });

/** Letters that run from right to left, and marks that turn what follows. */
const turns = new RegExp(
  '[\\u0590-\\u08ff\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufb1d-\\ufdff\\ufe70-\\ufefc' +
    '\\u{10800}-\\u{10fff}\\u{1e800}-\\u{1efff}]',
  'u',
);

function shown(column: Column, row: RowData, value: string | null): React.ReactNode {
  if (value === null) return <span className={styles.none}>–</span>;
  if (column.name === 'priority')
    return <i className={join(styles.priority, row['priority'] === 1 && styles.first)}>{value}</i>;
  return turns.test(value) ? <bdi>{value}</bdi> : value;
}

/** A cell's value; a dash where there is none. */
export const Value = ({ column, row, context }: { column: Column; row: RowData; context: RowContext }) =>
  ticks(column, context.rate) ? (
    <Ticking column={column} row={row} context={context} />
  ) : (
    shown(column, row, cellValue(column, row, context))
  );

function Ticking({ column, row, context }: { column: Column; row: RowData; context: RowContext }) {
  const value = useTick((now) =>
    cellText(column, row[column.of ?? column.name], {
      now,
      zone: context.zone,
      grown: context.rate * Math.max(0, (now - context.at) / 1000),
    }),
  );
  return value === null ? <span className={styles.none}>–</span> : value;
}

/** A row that has just come, and since when. */
export function Entered({ at }: { at: number }) {
  const shown = useTick(() => age((Date.now() - at) / 1000));
  return <em className={styles.entered}>{`entered ${shown} ago`}</em>;
}

/** Why a row is struck: it has left, with the reason. */
export function Left({ ghost, context }: { ghost: Ghost; context: RowContext }) {
  const why = whyText(ghost.move, context.at, context.zone);
  return <em className={styles.left}>{`left this view${why ? `: ${why}` : ''}`}</em>;
}

/** A row that left, a moment longer, with the reason. */
export function GhostCells({ ghost, context }: { ghost: Ghost; context: RowContext }) {
  return (
    <>
      <span role="gridcell" className={styles.opener} />
      {context.columns.map((column) => {
        const value = cellValue(column, ghost.row, context);
        return (
          <span key={column.name} role="gridcell" className={cellClass(column, value, column.grows === true)}>
            <s>{shown(column, ghost.row, value)}</s>
            {column.grows && <Left ghost={ghost} context={context} />}
          </span>
        );
      })}
    </>
  );
}
