import type { CellValue } from './generated';

export type {
  CellValue,
  ColumnChange,
  KpiMoves as Moves,
  Row,
  RowMoved as MovedRow,
  RowsGroup,
  RowsPage,
  ScheduleEntry,
  ScheduleTicket,
  SlaClock as Sla,
  Subtotal,
  TicketAnswer as TicketDetail,
  TimelineEntry,
  ValueCount,
} from './generated';

/** A row is known by its id, and in a KPI of two measures by its part. */
export const rowKey = (row: { readonly id: string; readonly part?: CellValue | undefined }): string =>
  `${row.id}|${row.part ?? ''}`;
