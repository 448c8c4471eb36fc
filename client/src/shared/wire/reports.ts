export type {
  AgeingReport,
  ArrivalsReport,
  DurationsReport,
  FlowReport,
  PeriodRows,
  ReportPeriod,
  SlaGroup,
  SlaReport,
} from './generated';
