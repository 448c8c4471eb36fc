import type { KpiResult, Thresholds } from './generated';

/**
 * Everything that passes between Apollo and this page, under the names this page uses. The types are made of the
 * server's records; times are ISO 8601 UTC.
 */
export type {
  Acknowledgement,
  Ahead,
  BackfillProgress,
  Alert,
  AlertSpan,
  AlertsMessage,
  Better,
  BoardMessage,
  CalendarMessage,
  Computed,
  Crossing,
  DeskAnswer as Desk,
  DisplayBeat,
  DisplayMessage,
  DisplayPage,
  DisplayState,
  DisplaysMessage,
  HubMessages,
  InterventionsMessage,
  KpiDefinition,
  KpiHistory,
  KpiLimits,
  KpiMove as Moved,
  KpiResult,
  KpiStatus as Status,
  LocationLook,
  LooksMessage,
  Note,
  NotesMessage,
  NumberKind,
  OwnKind,
  PairedDisplay,
  FurtherBreakdown,
  PairingAnswer,
  Presentation,
  PulseMessage,
  PulseSlice as SlicePulse,
  RowsMessage,
  SliceState,
  TellReason,
  Trends,
  UsualBand,
  VisitShown,
  WallDisplay,
} from './generated';

/** What numbers are broken down by: team, assignee, technician, location, category, priority, or the desk's own. */
export type Dimension = string;

/** Limits in a KPI's unit; none where left out. */
export type Limits = Partial<Thresholds>;

/** Values by group by dimension; a group without a value (nothing to divide by) holds null. */
export type Groups = NonNullable<KpiResult['groups']>;

/** RFC 9457. */
export interface Problem {
  title?: string;
  detail?: string;
  status?: number;
  parameter?: string;
}
