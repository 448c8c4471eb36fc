import type { Status } from './wire';

/** A cell as it comes: times are ISO 8601 UTC. */
export type CellValue = string | number | boolean | null;

/**
 * A ticket or an intervention, by the names of its columns. `own` is its yes (1), no (0) or number in the KPI's unit.
 */
export type Row = Readonly<Record<string, CellValue>> & { readonly id: string };

/** A row is known by its id, and in a KPI of two measures by its part. */
export const rowKey = (row: { readonly id: string; readonly part?: CellValue | undefined }): string =>
  `${row.id}|${row.part ?? ''}`;

export interface Subtotal {
  count: number;
  min: number | string;
  max: number | string;
  mean: number | string;
  sum?: number;
}

/**
 * `until`: where rows are grouped by a duration, the end of the band whose beginning `key` is, seconds; null = open.
 */
export interface RowsGroup {
  key: CellValue;
  until?: number | null;
  count: number;
  first: number;
  subtotals: Readonly<Record<string, Subtotal>>;
}

/** A page of the rows behind a number, at one version and instant. */
export interface RowsPage {
  kpi: string;
  value: number | null;
  status: Status;
  rate: number;
  sliceVersion: string;
  at: string;
  readAt: string;
  /** Rows behind the number. */
  counted: number;
  /** Rows of them that pass the filter. */
  total: number;
  offset: number;
  groups: readonly RowsGroup[] | null;
  rows: readonly Row[];
}

export interface ColumnChange {
  column: string;
  from: CellValue;
  to: CellValue;
}

export interface MovedRow {
  id: string;
  part: string | null;
  title: string | null;
  at: string;
  byClock: boolean;
  why: ColumnChange | null;
  away?: boolean;
}

export interface ValueCount {
  value: CellValue;
  count: number;
}

export interface Moves {
  kpi: string;
  since: string;
  keptSince: string;
  at: string;
  entered: readonly MovedRow[];
  left: readonly MovedRow[];
  passed: number;
  changed: number;
}

export interface Sla {
  from: string;
  dueAt: string;
  stoppedAt: string | null;
  state: 'running' | 'overdue' | 'met' | 'breached';
  elapsed: number;
  target: number;
  rate: number;
}

export interface TimelineEntry {
  at: string;
  author: string | null;
  kind: string | null;
  text: string | null;
}

export interface TicketDetail {
  at: string;
  ticket: Row;
  sla: { response: Sla | null; resolution: Sla | null };
  fields: readonly { name: string; value: string | null }[];
  timeline: readonly TimelineEntry[];
  interventions: readonly ScheduleEntry[];
  detailError: string | null;
}

export interface ScheduleTicket {
  id: string;
  title: string | null;
  state: string;
  priority: number | null;
  dueAt: string | null;
  isOpen: boolean;
}

export interface ScheduleEntry {
  id: string;
  ticketId: string | null;
  title: string | null;
  state: 'planned' | 'underway' | 'done' | 'cancelled';
  location: string | null;
  address: string | null;
  contact: string | null;
  team: string | null;
  technician: string | null;
  startsAt: string | null;
  endsAt: string | null;
  doneAt: string | null;
  url: string | null;
  updatedAt: string;
  ticket: ScheduleTicket | null;
  /** Ids of overlapping visits of the same technician. */
  conflicts: readonly string[];
  /** It begins after its open ticket is due. */
  afterSla: boolean;
}
