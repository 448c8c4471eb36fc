export type {
  AgeingReport,
  ArchivedReport,
  ArrivalsReport,
  DurationsReport,
  FlowReport,
  PeriodRows,
  ReportCheck,
  ReportEvery,
  ReportPeriod,
  ReportSchedule,
  SlaGroup,
  SlaReport,
} from './generated';
