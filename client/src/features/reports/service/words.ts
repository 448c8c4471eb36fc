import { duration } from '../../../shared/format/duration';
import { moment } from '../../../shared/format/time';
import type { ArchivedReport } from '../../../shared/wire/reports';

const reached = ({ sent }: ArchivedReport): number => sent.reduce((sum, one) => sum + one.sent, 0);

/** 1 Nov 00:05, sent to 6; late by 3 d 2 h. */
export function madeText(report: ArchivedReport, now: number, zone: string): string {
  const failed = report.sent.reduce((sum, one) => sum + one.failed, 0);
  return [
    moment(report.madeAt, now, zone),
    reached(report) > 0 && `sent to ${reached(report)}`,
    failed > 0 && `${failed} not reached`,
    report.late && lateText(report),
  ]
    .filter(Boolean)
    .join(', ');
}

export const lateText = ({ madeAt, dueAt }: ArchivedReport): string =>
  dueAt === null ? 'late' : `late by ${duration((madeAt - dueAt) / 1000)}`;

/** Of one channel: 6 people, all delivered. */
export function sentText({ sent, waiting, failed }: ArchivedReport['sent'][number]): string {
  const all = sent + waiting + failed;
  if (sent === all) return `${all}, all delivered`;
  return [
    sent > 0 && `${sent} delivered`,
    waiting > 0 && `${waiting} on the way`,
    failed > 0 && `${failed} not reached`,
  ]
    .filter(Boolean)
    .join(', ');
}

export const channelTitle: Readonly<Record<string, string>> = { email: 'E-mail', webhook: 'Webhook' };
