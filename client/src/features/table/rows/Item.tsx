import { ChevronDown, ChevronRight } from 'lucide-react';
import { memo } from 'react';
import type { Row } from '../../../shared/wire/rows';
import type { Column } from '../../../shared/rows/columns';
import { Entered, Left, Value, type CellsProps, type RowContext } from './Row';
import type { Ghost } from '../data/rowsModel';
import styles from './Item.module.css';

const named = new Set(['id', 'priority', 'title', 'state', 'assignee', 'technician', 'location']);

/**
 * What stands where in an item: what the number is about ends the first line, the other chosen columns follow the
 * people and places.
 */
function parts(columns: readonly Column[]): { about: Column | undefined; further: Column[] } {
  const others = columns.filter((column) => !named.has(column.name));
  const about = others.findLast((column) => column.type === 'time' || column.type === 'number') ?? others.at(-1);
  return { about, further: others.filter((column) => column !== about) };
}

const chosen = (columns: readonly Column[], name: string): Column | undefined =>
  columns.find((column) => column.name === name);

/** A row on a phone: an item of two or three lines that opens as a whole. */
export const Item = memo(function Item({ row, context, entered, open, onToggle }: CellsProps) {
  return (
    <span role="gridcell">
      <button type="button" tabIndex={-1} className={styles.item} aria-expanded={open} onClick={() => onToggle(row.id)}>
        <Face row={row} context={context} />
        {entered !== undefined && <Entered at={entered} />}
        {open ? (
          <ChevronDown className={styles.sign} strokeWidth={1.5} aria-hidden="true" />
        ) : (
          <ChevronRight className={styles.sign} strokeWidth={1.5} aria-hidden="true" />
        )}
      </button>
    </span>
  );
});

/** A row that left, a moment longer. */
export const GhostItem = ({ ghost, context }: { ghost: Ghost; context: RowContext }) => (
  <span role="gridcell">
    <span className={styles.item}>
      <s>
        <Face row={ghost.row} context={context} />
      </s>
      <Left ghost={ghost} context={context} />
    </span>
  </span>
);

function Face({ row, context }: { row: Row; context: RowContext }) {
  const { columns } = context,
    { about, further } = parts(columns);
  const part = (column: Column | undefined): React.ReactNode =>
    column &&
    row[column.of ?? column.name] != null &&
    row[column.of ?? column.name] !== '' && (
      <span key={column.name}>
        <Named column={column} row={row} context={context} />
      </span>
    );
  return (
    <>
      <span className={styles.first}>
        <span className={styles.id}>{row.id}</span>
        {chosen(columns, 'priority') && row['priority'] != null && (
          <Value column={chosen(columns, 'priority')!} row={row} context={context} />
        )}
        {part(chosen(columns, 'state'))}
        {about && (
          <span className={styles.about}>
            <small>{`${about.title} `}</small>
            <Value column={about} row={row} context={context} />
          </span>
        )}
      </span>
      <span className={styles.title} dir="auto">
        {row['title'] ? String(row['title']) : 'no title'}
      </span>
      <span className={styles.last}>
        {['assignee', 'technician', 'location'].map((name) => part(chosen(columns, name)))}
        {further.map(part)}
      </span>
    </>
  );
}

/** People and places speak for themselves; times and numbers need their column's name. */
function Named({ column, row, context }: { column: Column; row: Row; context: RowContext }) {
  const isPlain = column.type === 'text' || column.type === 'word';
  return (
    <>
      {!isPlain && <bdi>{`${column.title} `}</bdi>}
      <Value column={column} row={row} context={context} />
    </>
  );
}
