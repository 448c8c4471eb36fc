import { at, ask, send } from '../../../shared/wire/api';
import type { ArchivedReport, ReportCheck, ReportEvery, ReportSchedule } from '../../../shared/wire/reports';

/** A schedule as a manager writes it. */
export type ScheduleDraft = Pick<ReportSchedule, 'report' | 'every' | 'at' | 'to' | 'name' | 'enabled'>;

export const archivePath = (desk: string): string => `${at(desk)}/reports/archive`;
export const reportFile = (desk: string, id: string, ending = ''): string =>
  `${archivePath(desk)}/${encodeURIComponent(id)}${ending}`;
export const schedulesPath = (desk: string): string => `${at(desk)}/reports/schedules`;

/** The making of a report reads its period from the ITSM, ms. */
const within = 120_000;

const post = <T>(path: string, body?: unknown): Promise<T> =>
  ask(path, { method: 'POST', ...(body === undefined ? {} : { body: JSON.stringify(body) }) }, within);

/** Makes the report of the period that holds a day. */
export const runReport = (desk: string, every: ReportEvery, from: string): Promise<ArchivedReport> =>
  post(archivePath(desk), { every, from });

/** Reads the period again, and tells what is another now. */
export const checkReport = (desk: string, id: string): Promise<ReportCheck> => post(`${reportFile(desk, id)}/again`);

/** Keeps a schedule: a new one, or one as it was read. */
export const keepSchedule = (desk: string, schedule: ReportSchedule | null, draft: ScheduleDraft): Promise<unknown> =>
  schedule
    ? send('PUT', `${schedulesPath(desk)}/${schedule.id}`, draft, `"${schedule.revision}"`)
    : send('POST', schedulesPath(desk), draft);

export const removeSchedule = (desk: string, { id, revision }: ReportSchedule): Promise<unknown> =>
  send('DELETE', `${schedulesPath(desk)}/${id}`, undefined, `"${revision}"`);

export const everyWord: Readonly<Record<ReportEvery, string>> = { day: 'Daily', week: 'Weekly', month: 'Monthly' };

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
