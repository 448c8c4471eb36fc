import { at, ask, send } from '../../../shared/wire/api';
import { daysText, type Days } from '../address/period';

/** How long the period of a report is. */
export type Every = 'day' | 'week' | 'month';

/** A report that was made and is kept. */
export interface ArchivedReport {
  id: string;
  kind: 'service' | 'notebook';
  name: string;
  /** The schedule it was made by; null = somebody ran it. */
  schedule: string | null;
  every: Every | null;
  from: string;
  to: string;
  /** When it was made, and when it should have been, ms. */
  madeAt: number;
  dueAt: number | null;
  late: boolean;
  /** How long the making took, ms. */
  took: number;
  sent: readonly { channel: string; sent: number; waiting: number; failed: number }[];
}

export interface Schedule {
  id: string;
  report: string;
  every: Every;
  /** By the desk's clock: 07:30. */
  at: string;
  to: readonly string[];
  name: string;
  enabled: boolean;
  /** When it runs next, ms. */
  next: number | null;
  revision: number;
}

export type ScheduleDraft = Pick<Schedule, 'report' | 'every' | 'at' | 'to' | 'name' | 'enabled'>;

/** What is another now than a report says. */
export interface Check {
  at: number;
  differs: readonly { figure: string; was: string | null; is: string | null }[];
}

export const archivePath = (desk: string): string => `${at(desk)}/reports/archive`;
export const reportFile = (desk: string, id: string, ending = ''): string =>
  `${archivePath(desk)}/${encodeURIComponent(id)}${ending}`;
export const schedulesPath = (desk: string): string => `${at(desk)}/reports/schedules`;

/** The making of a report reads its period from the ITSM, ms. */
const within = 120_000;

const post = <T>(path: string, body?: unknown): Promise<T> =>
  ask(path, { method: 'POST', ...(body === undefined ? {} : { body: JSON.stringify(body) }) }, within);

/** Makes the report of the period that holds a day. */
export const runReport = (desk: string, every: Every, from: string): Promise<ArchivedReport> =>
  post(archivePath(desk), { every, from });

/** Reads the period again, and tells what is another now. */
export const checkReport = (desk: string, id: string): Promise<Check> => post(`${reportFile(desk, id)}/again`);

/** Keeps a schedule: a new one, or one as it was read. */
export const keepSchedule = (desk: string, schedule: Schedule | null, draft: ScheduleDraft): Promise<unknown> =>
  schedule
    ? send('PUT', `${schedulesPath(desk)}/${schedule.id}`, draft, `"${schedule.revision}"`)
    : send('POST', schedulesPath(desk), draft);

export const removeSchedule = (desk: string, { id, revision }: Schedule): Promise<unknown> =>
  send('DELETE', `${schedulesPath(desk)}/${id}`, undefined, `"${revision}"`);

const month = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' });
const dayName = new Intl.DateTimeFormat(undefined, { weekday: 'short', timeZone: 'UTC' });

/** October 2026; 16 to 22 Nov; Mon 23 Nov. */
export function periodName({ every, from, to }: Pick<ArchivedReport, 'every'> & Days, now: number): string {
  const at = Date.parse(`${from}T00:00Z`);
  if (every === 'month') return month.format(at);
  const days = daysText({ from, to }, now, 'UTC');
  return every === 'day' ? `${dayName.format(at)} ${days}` : days;
}

export const everyWord: Readonly<Record<Every, string>> = { day: 'Daily', week: 'Weekly', month: 'Monthly' };

/** The sections of the archive, the longest periods first. */
export function sectionsOf(reports: readonly ArchivedReport[]): { title: string; reports: ArchivedReport[] }[] {
  const of = (title: string, is: (report: ArchivedReport) => boolean) => ({ title, reports: reports.filter(is) });
  return [
    of('Monthly', ({ kind, every }) => kind === 'service' && every === 'month'),
    of('Weekly', ({ kind, every }) => kind === 'service' && every === 'week'),
    of('Daily', ({ kind, every }) => kind === 'service' && every === 'day'),
    of('Notebooks', ({ kind }) => kind === 'notebook'),
  ].filter(({ reports: own }) => own.length > 0);
}
