import type { MovedRow, Row, ScheduleEntry } from './rows';

/**
 * Everything that passes between Apollo and this page, as docs/api.md tells it. Times
 * are ISO 8601 UTC.
 */

export type Status = 'none' | 'good' | 'warning' | 'critical';
export type Better = 'neither' | 'lower' | 'higher';
export type SliceState = 'loading' | 'live' | 'failing';
export type Dimension = 'team' | 'assignee' | 'technician' | 'location' | 'category' | 'priority';

export interface Desk {
  id: string;
  name: string;
  timeZone: string;
  /** `demo`, or the ITSM's name. */
  source: string;
  serviceHours?: string;
  /** Poll interval, seconds. */
  poll?: number;
}

export interface Limits {
  warning?: number | null;
  critical?: number | null;
}

/** How a number is written, spoken and drawn. */
export type NumberKind = 'count' | 'balance' | 'fraction' | 'percent' | 'duration' | 'serviceTime';

/** What each row behind a number is by itself. */
export type OwnKind = 'yesNo' | 'number' | 'duration' | 'serviceTime';

/** How a KPI is shown to people: all that a screen knows of it. */
export interface Presentation {
  /** Title on its card: without its window, and without words that its unit repeats. */
  title: string;
  /** At the right of the title: 7 d, 30 d, next 7 d. */
  window?: string | null;
  number: NumberKind;
  /** Fewest decimals a limit is written with. */
  limitDigits: number;
  /** Words beside the number; null = the title, or the number itself, says it. */
  unit: { one: string | null; many: string | null; spokenOne: string; spokenMany: string };
  /** Whether the groups of a breakdown add up to the number. */
  isSum: boolean;
  /** What stands beside the dash when there is no value. */
  empty: string;
  /** How it makes one number of its rows. */
  measure: string;
  /** Columns of its list at first. */
  columns: readonly string[];
  /** What each row of its list is by itself; null where rows are only counted. */
  own?: { title: string; kind: OwnKind } | null;
  /** Names of its two measures; empty where it has one. */
  parts: readonly string[];
  /** Takes two cells of the board. */
  isWide: boolean;
  /** Performance tables show it at first. */
  isInTables: boolean;
  /** Place of its group in the board's reading order. */
  groupOrder: number;
  /** Pages of the wall that show it: its group's own, then those where it is a guest. */
  wall: readonly { name: string; order: number }[];
}

export interface KpiDefinition {
  id: string;
  title: string;
  description: string;
  group: string;
  unit: string;
  better: Better;
  warning?: number | null;
  critical?: number | null;
  slice: string;
  breakdowns: readonly string[];
  /** Limits of one group by itself, by dimension. */
  groupLimits?: Readonly<Record<string, Limits>>;
  presentation: Presentation;
}

export interface Moved {
  entered: number;
  left: number;
  changed: number;
  byClock: boolean;
  at: string;
}

/** Why a KPI has no result now, while the rest of the desk goes on. */
export interface Failure {
  since?: string | null;
  error?: string | null;
  retryAt?: string | null;
}

/** Values by group by dimension; a group without a value (nothing to divide by) holds null. */
export type Groups = Readonly<Record<string, Readonly<Record<string, number | null>>>>;

export interface KpiResult {
  kpi: string;
  value: number | null;
  /** How fast it grows by itself, per second. */
  rate: number;
  status: Status;
  asOf: string;
  validUntil?: string | null;
  readAt: string;
  changedAt?: string | null;
  revision: number;
  sliceVersion: string;
  moved?: Moved | null;
  lateSince?: string | null;
  failure?: Failure | null;
  groups?: Groups | null;
}

export interface BoardMessage {
  desk: string;
  full: boolean;
  at: string;
  /** Slices whose first full read is not complete. */
  loading?: readonly string[] | null;
  kpis: readonly KpiResult[];
  /** Groups that ended: kpi → dimension → names. */
  gone?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> | null;
}

export interface SlicePulse {
  slice: string;
  state: SliceState;
  readAt?: string | null;
  error?: string | null;
  failingSince?: string | null;
  nextPollAt?: string | null;
  /** The ITSM's clock less the silo's, seconds. */
  clockOffset?: number | string | null;
  loaded?: number | null;
  /** Rows that count nowhere. */
  leftOut?: number | null;
  /** What is wrong though the reading goes on, each a sentence. */
  warnings?: readonly string[] | null;
}

export interface PulseMessage {
  desk: string;
  at: string;
  readAt?: string | null;
  slices?: readonly SlicePulse[] | null;
}

/** What changed among the rows behind a number; `reset`: they are to be read anew. */
export interface RowsMessage {
  desk: string;
  kpi: string;
  sliceVersion: string;
  at: string;
  value: number | null;
  counted: number;
  entered: readonly Row[];
  left: readonly MovedRow[];
  changed: readonly Row[];
  reset?: boolean | null;
}

/** The intervention schedule (full), or what changed of it. */
export interface CalendarMessage {
  desk: string;
  full: boolean;
  at: string;
  changed: readonly ScheduleEntry[];
  removed: readonly string[];
}

/** What the server keeps of a location: one look for all screens. */
export interface LocationLook {
  name: string;
  place: number;
  code: string;
}

/** The looks of all the desk's locations. */
export interface LooksMessage {
  desk: string;
  looks: readonly LocationLook[];
}

/** RFC 9457. */
export interface Problem {
  title?: string;
  detail?: string;
  status?: number;
}
