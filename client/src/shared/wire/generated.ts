// Made of the server's records by tests/Web.Tests/Wire; do not edit.
// After a change there: APOLLO_WRITE_TYPES=1 dotnet test tests/Web.Tests --filter ClientTypes
// Times are ISO 8601 UTC; durations are seconds, or hh:mm:ss.

/** A cell as it comes. */
export type CellValue = string | number | boolean | null;

/** A ticket or an intervention, by the names of its columns. */
export type Row = Readonly<Record<string, CellValue>> & { readonly id: string };

export interface Acknowledgement {
  by?: string;
  at: string;
  comment?: string;
}

export interface AgeClass {
  from: number;
  to: number | null;
}

export interface AgeGroup {
  group: string | null;
  counts: readonly number[];
}

export interface AgeingReport {
  period: ReportPeriod;
  readAt: number;
  filter: string | null;
  total: number;
  classes: readonly AgeClass[];
  groups: readonly AgeGroup[];
}

export interface Ahead {
  at: string;
  until: string;
  points: readonly (readonly (number | null)[])[];
  crossings: readonly Crossing[];
}

export interface Alert {
  id: string;
  rule: string;
  name: string;
  kpi: string;
  dimension: string | null;
  group: string | null;
  severity: KpiStatus;
  state: AlertPhase;
  since: string;
  firedAt: string | null;
  changedAt: string;
  resolvedAt: string | null;
  ruleChanged: boolean;
  value: number | null;
  limit: number | null;
  worst: number | null;
  next: string | null;
  acknowledged: Acknowledgement | null;
  silencedUntil: string | null;
  recorded: boolean;
  stale: boolean;
  flapping: boolean;
  notice: AlertNotice | null;
  kind?: AlertKind;
  ticket?: AlertTicket;
  told?: readonly AlertTold[];
}

export type AlertKind = 'kpi' | 'ticket' | 'data' | 'display';

export interface AlertNotice {
  reason: TellReason;
  at: string;
}

export type AlertPhase = 'pending' | 'firing' | 'resolved';

export interface AlertSpan {
  id: string;
  severity: KpiStatus;
  from: string;
  to: string | null;
}

export interface AlertTicket {
  id: string;
  team: string | null;
  assignee: string | null;
  dueAt: string;
}

export interface AlertTold {
  channel: string;
  to: string;
  state: TellState;
  at: string;
  tries: number;
  error: string | null;
}

export interface AlertsMessage {
  desk: string;
  full: boolean;
  changed: readonly Alert[];
  removed: readonly string[];
}

export interface ArchivedReport {
  id: string;
  kind: ReportKind;
  name: string;
  schedule: string | null;
  every: ReportEvery | null;
  from: string;
  to: string;
  madeAt: number;
  dueAt: number | null;
  late: boolean;
  took: number;
  sent: readonly ReportSent[];
}

export interface ArrivalsReport {
  period: ReportPeriod;
  readAt: number;
  filter: string | null;
  total: number;
  cells: readonly (readonly number[])[];
  days: readonly number[];
}

export interface BackfillProgress {
  state: BackfillState;
  rows: number;
  from?: string;
  at?: string;
  until?: string;
  error?: string;
}

export type BackfillState = 'waiting' | 'reading' | 'playing' | 'failed' | 'done' | 'off';

export interface BadRow {
  id: string;
  reason: string;
  leftOut: boolean;
  seenAt: string;
}

export type Better = 'neither' | 'lower' | 'higher';

export interface BoardMessage {
  desk: string;
  full: boolean;
  at: string;
  loading?: readonly string[];
  kpis: readonly KpiResult[];
  gone?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

export interface CalendarMessage {
  desk: string;
  full: boolean;
  at: string;
  changed: readonly ScheduleEntry[];
  removed: readonly string[];
}

export interface CheckStep {
  verdict: CheckVerdict;
  text: string;
  tickets: readonly MappedTicket[] | null;
}

export type CheckVerdict = 'ok' | 'note' | 'wrong';

export interface ColumnChange {
  column: string;
  from: CellValue;
  to: CellValue;
}

export type Computed = 'not' | 'exact' | 'exceptReopened' | 'byTodaysValue';

export interface Crossing {
  t: number;
  status: KpiStatus;
  rows: number | null;
}

export interface DeskAnswer {
  id: string;
  name: string;
  timeZone: string;
  source: string;
  serviceHours: string;
  poll: number;
  byPerson: boolean;
}

export interface DeskHealth {
  slices: readonly SliceHealth[];
  badRows: Readonly<Record<string, readonly BadRow[]>>;
  backfill: BackfillProgress;
  history: HistoryHealth;
}

export type DisplayAction = 'reload' | 'identify' | 'pages' | 'revoked' | 'sound';

export interface DisplayBeat {
  page: string | null;
  paintedAt: string | null;
  dataAt: string | null;
  latency: number | null;
  version: string | null;
  heap: number | null;
  audible: boolean | null;
}

export interface DisplayMessage {
  display: string;
  action: DisplayAction;
}

export interface DisplayNight {
  from: string;
  to: string;
  black: boolean;
}

export interface DisplayPage {
  desk: string;
  title: string | null;
  cards: readonly string[] | null;
  board: string | null;
  table: string | null;
  show: PageShow | null;
}

export type DisplayState = 'live' | 'frozen' | 'offline' | 'never';

export interface DisplaysMessage {
  desk: string;
  full: boolean;
  changed: readonly WallDisplay[];
  removed: readonly string[];
}

export interface DurationBin {
  from: number;
  to: number | null;
  count: number;
}

export interface DurationGroup {
  group: string | null;
  count: number;
  median: number;
  mean: number;
  p90: number;
}

export interface DurationsReport {
  period: ReportPeriod;
  readAt: number;
  filter: string | null;
  total: number;
  bins: readonly DurationBin[];
  median: number | null;
  mean: number | null;
  p90: number | null;
  teams: readonly DurationGroup[];
}

export interface FlowLink {
  source: number;
  target: number;
  count: number;
}

export interface FlowNode {
  step: string;
  value: string | null;
  count: number;
}

export interface FlowPath {
  nodes: readonly number[];
  count: number;
}

export interface FlowReport {
  period: ReportPeriod;
  readAt: number;
  filter: string | null;
  total: number;
  steps: readonly string[];
  nodes: readonly FlowNode[];
  links: readonly FlowLink[];
  paths: readonly FlowPath[];
}

export interface FurtherBreakdown {
  name: string;
  title: string;
}

export interface HistoryHealth {
  knownUntil?: string;
  writtenUntil?: string;
  waitingBytes: number;
  failingSince?: string;
  error?: string;
  gapSince?: string;
}

export interface HubMessages {
  Board: BoardMessage;
  Pulse: PulseMessage;
  Rows: RowsMessage;
  Calendar: CalendarMessage;
  Interventions: InterventionsMessage;
  Looks: LooksMessage;
  Notes: NotesMessage;
  Alerts: AlertsMessage;
  Displays: DisplaysMessage;
  Display: DisplayMessage;
}

export type InterventionState = 'planned' | 'underway' | 'done' | 'cancelled';

export interface InterventionsMessage {
  desk: string;
  at: string;
  interventions: readonly VisitShown[];
}

export interface KpiDefinition {
  id: string;
  title: string;
  description: string;
  group: string;
  unit: string;
  better: Better;
  warning: number | null;
  critical: number | null;
  slice: string;
  breakdowns: readonly string[];
  groupLimits?: Readonly<Record<string, Thresholds>>;
  presentation: Presentation;
  computed: Computed;
  limitsFrom?: string;
  further?: readonly FurtherBreakdown[];
}

export interface KpiHistory {
  kpi: string;
  group?: string;
  unit: string;
  rate: number;
  from: string;
  to: string;
  step: number | 'day';
  points: readonly (readonly (number | null)[])[];
  gaps: readonly (readonly number[])[];
  computedUntil: string | null;
  computed: Computed;
  limits: readonly (readonly (number | null)[])[];
  alerts: readonly AlertSpan[];
  notes: readonly Note[];
  usual: UsualBand | null;
  computing: BackfillProgress | null;
}

export interface KpiLimits {
  kpi: string;
  group: string | null;
  warning: number | null;
  critical: number | null;
  changed: boolean;
  from: string | null;
  by: string | null;
  configured: Thresholds;
  revision: number;
}

export interface KpiMove {
  entered: number;
  left: number;
  changed: number;
  byClock: boolean;
  at: string;
}

export interface KpiMoves {
  kpi: string;
  since: string;
  keptSince: string;
  at: string;
  entered: readonly RowMoved[];
  left: readonly RowMoved[];
  passed: number;
  changed: number;
  hidden: number;
}

export interface KpiResult {
  kpi: string;
  value: number | null;
  rate: number;
  status: KpiStatus;
  asOf: string;
  validUntil: string | null;
  readAt: string;
  changedAt: string | null;
  revision: number;
  sliceVersion: string;
  moved: KpiMove | null;
  groups?: Readonly<Record<string, Readonly<Record<string, number | null>>>>;
  lateSince?: string;
  retryAt?: string;
  next?: Crossing;
  unusualSince?: string;
}

export type KpiStatus = 'none' | 'good' | 'warning' | 'critical';

export interface LocationLook {
  name: string;
  place: number;
  code: string;
}

export interface LooksMessage {
  desk: string;
  looks: readonly LocationLook[];
}

export interface MappedTicket {
  id: string;
  title: string | null;
  kind: TicketKind;
  state: TicketState;
  priority: number | null;
  team: string | null;
  assignee: string | null;
  category: string | null;
  location: string | null;
  openedAt: string;
  dueAt: string | null;
  resolvedAt: string | null;
}

export interface Note {
  id: string;
  at: string;
  until?: string;
  text: string;
  by: string;
  revision: number;
}

export interface NotesMessage {
  desk: string;
  notes: readonly Note[];
}

export type NumberKind = 'count' | 'balance' | 'fraction' | 'percent' | 'duration' | 'serviceTime';

export type OwnKind = 'yesNo' | 'number' | 'duration' | 'serviceTime';

export interface OwnValue {
  title: string;
  kind: OwnKind;
}

export type PageShow = 'interventions' | 'alerts';

export interface PairedDisplay {
  id: string;
  name: string;
  place: string;
  pages: readonly DisplayPage[];
  seconds: number;
  night: DisplayNight | null;
  distance: number;
  diagonal: number;
  sound: boolean;
}

export interface PairingAnswer {
  state: ScreenState;
  code: string | null;
  expiresAt: string | null;
  url: string | null;
  display: PairedDisplay | null;
}

export interface PerformanceRow {
  group: string;
  values: Readonly<Record<string, number | null>>;
}

export interface PerformanceTable {
  dimension: string;
  at: string;
  sliceVersions: Readonly<Record<string, string>>;
  sliceTimes: Readonly<Record<string, string>>;
  kpis: readonly string[];
  rows: readonly PerformanceRow[];
  totals: Readonly<Record<string, PerformanceTotal>>;
}

export interface PerformanceTotal {
  value: number | null;
  status: KpiStatus;
  rate: number;
  asOf: string;
  lateSince?: string;
}

export interface PeriodRows {
  period: ReportPeriod;
  readAt: number;
  filter: string | null;
  total: number;
  hidden: number;
  columns: readonly string[];
  rows: readonly Row[];
  next: string | null;
}

export interface Presentation {
  title: string;
  window: string | null;
  number: NumberKind;
  limitDigits: number;
  unit: UnitWords;
  isSum: boolean;
  empty: string;
  measure: string;
  columns: readonly string[];
  own: OwnValue | null;
  parts: readonly string[];
  isWide: boolean;
  isInTables: boolean;
  groupOrder: number;
  wall: readonly WallPage[];
}

export interface PulseMessage {
  desk: string;
  at: string;
  readAt: string | null;
  slices: readonly PulseSlice[];
  historyFailingSince: string | null;
  limits: string;
}

export interface PulseSlice {
  slice: string;
  state: SliceState;
  readAt: string | null;
  loaded: number;
  toLoad: number | null;
  error: string | null;
  failingSince: string | null;
  nextPollAt: string | null;
  clockOffset: number;
  leftOut: number;
  warnings: readonly string[];
}

export interface ReportCheck {
  at: number;
  differs: readonly ReportDifference[];
}

export interface ReportDifference {
  figure: string;
  was: string | null;
  is: string | null;
}

export type ReportEvery = 'day' | 'week' | 'month';

export type ReportKind = 'service' | 'notebook';

export interface ReportPeriod {
  from: string;
  to: string;
  start: number;
  end: number;
  asOf: number;
}

export interface ReportSchedule {
  id: string;
  report: string;
  every: ReportEvery;
  at: string;
  to: readonly string[];
  name: string;
  enabled: boolean;
  next: number | null;
  revision: number;
}

export interface ReportSent {
  channel: string;
  sent: number;
  waiting: number;
  failed: number;
}

export interface RowMoved {
  id: string;
  part: string | null;
  title: string | null;
  at: string;
  byClock: boolean;
  why: ColumnChange | null;
  away: boolean;
}

export interface RowsGroup {
  key: CellValue;
  count: number;
  first: number;
  subtotals: Readonly<Record<string, Subtotal>>;
  until?: number;
}

export interface RowsMessage {
  desk: string;
  kpi: string;
  sliceVersion: string;
  at: string;
  value: number | null;
  counted: number;
  entered: readonly Row[];
  left: readonly RowMoved[];
  changed: readonly Row[];
  reset?: boolean;
}

export interface RowsPage {
  kpi: string;
  value: number | null;
  status: KpiStatus;
  rate: number;
  sliceVersion: string;
  at: string;
  readAt: string;
  counted: number;
  total: number;
  offset: number;
  groups: readonly RowsGroup[] | null;
  rows: readonly Row[];
  hidden: number;
}

export interface ScheduleEntry {
  id: string;
  ticketId: string | null;
  title: string | null;
  state: InterventionState;
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
  conflicts: readonly string[];
  afterSla: boolean;
}

export interface ScheduleTicket {
  id: string;
  title: string | null;
  state: TicketState;
  priority: number | null;
  dueAt: string | null;
  isOpen: boolean;
}

export type ScreenState = 'waiting' | 'paired' | 'revoked';

export interface ShippedLogin {
  provider: string;
  sql: string;
}

export interface ShippedOption {
  name: string;
  title: string | null;
  default: string | null;
  required: boolean;
}

export interface ShippedSystem {
  id: string;
  title: string;
  providers: readonly string[];
  options: readonly ShippedOption[];
  logins: readonly ShippedLogin[];
  timeZone: string | null;
}

export interface SlaClock {
  from: string;
  dueAt: string;
  stoppedAt: string | null;
  state: SlaState;
  elapsed: number;
  target: number;
  rate: number;
}

export interface SlaClocks {
  response: SlaClock | null;
  resolution: SlaClock | null;
}

export interface SlaCount {
  due: number;
  inTime: number;
}

export interface SlaGroup {
  group: string | null;
  resolution: SlaCount;
  response: SlaCount;
}

export interface SlaReport {
  period: ReportPeriod;
  readAt: number;
  filter: string | null;
  total: number;
  by: string;
  target: SlaTarget;
  all: SlaGroup;
  groups: readonly SlaGroup[];
}

export type SlaState = 'running' | 'overdue' | 'met' | 'breached';

export interface SlaTarget {
  resolution: number | null;
  response: number | null;
}

export interface SliceHealth {
  slice: string;
  state: SliceState;
  version: string;
  readAt: string | null;
  held: number;
  loaded: number;
  toLoad: number | null;
  badRows: number;
  leftOut: number;
  warnings: readonly string[];
  error: string | null;
  failingSince: string | null;
  nextPollAt: string | null;
  sweptAt: string | null;
  clockOffset: number;
  pollTook: number;
  pollInterval: number;
}

export type SliceState = 'loading' | 'live' | 'failing';

export interface Subtotal {
  count: number;
  min: CellValue;
  max: CellValue;
  mean: CellValue;
  sum?: number;
}

export type TellReason = 'fired' | 'worse' | 'repeated' | 'resolved' | 'flapping' | 'steady';

export type TellState = 'waiting' | 'sent' | 'seen' | 'failed';

export interface Thresholds {
  warning: number | null;
  critical: number | null;
}

export interface TicketAnswer {
  at: string;
  ticket: Row | null;
  sla: SlaClocks;
  fields: readonly TicketField[];
  timeline: readonly TimelineEntry[];
  interventions: readonly ScheduleEntry[];
  detailError: string | null;
}

export interface TicketField {
  name: string;
  value: string | null;
}

export type TicketKind = 'unknown' | 'incident' | 'request' | 'problem' | 'change';

export type TicketState = 'new' | 'open' | 'pending' | 'resolved' | 'closed' | 'cancelled';

export interface TimelineEntry {
  at: string;
  author: string | null;
  kind: string | null;
  text: string | null;
}

export interface Trends {
  from: string;
  step: number;
  kpis: Readonly<Record<string, readonly (number | null)[]>>;
  groups?: Readonly<Record<string, Readonly<Record<string, readonly (number | null)[]>>>>;
  gaps: readonly (readonly number[])[];
  computedUntil?: number;
  isComputing: boolean;
  usual: Readonly<Record<string, UsualBand>>;
}

export interface UnitWords {
  one: string | null;
  many: string | null;
  spokenOne: string;
  spokenMany: string;
}

export interface UsualBand {
  step: number;
  from: string;
  low: readonly (number | null)[];
  median: readonly (number | null)[];
  high: readonly (number | null)[];
  weeks: number;
}

export interface ValueCount {
  value: CellValue;
  count: number;
}

export interface VisitShown {
  id: string;
  state: InterventionState;
  location: string | null;
  team: string | null;
  startsAt: string | null;
  endsAt: string | null;
  doneAt: string | null;
}

export interface WallDisplay {
  id: string;
  name: string;
  place: string;
  pages: readonly DisplayPage[];
  seconds: number;
  night: DisplayNight | null;
  distance: number;
  diagonal: number;
  sound: boolean;
  desks: readonly string[];
  state: DisplayState;
  page: string | null;
  version: string | null;
  seenAt: string | null;
  paintedAt: string | null;
  dataAt: string | null;
  dataAge: number | null;
  latency: number | null;
  heap: number | null;
  frozenSince: string | null;
  pairedAt: string;
  revision: number;
  audible: boolean | null;
}

export interface WallPage {
  name: string;
  order: number;
}
