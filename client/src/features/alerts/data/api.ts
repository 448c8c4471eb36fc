import type { Silence } from '../../../shared/wire/alerts';
import { at, get, send } from '../../../shared/wire/api';
import type { Alert } from '../../../shared/wire/wire';

const own = (desk: string, id: string): string => `${at(desk)}/alerts/${encodeURIComponent(id)}/acknowledge`;

/** Takes care of an alert that fires; where somebody does already, the comment is added. */
export const putAcknowledgement = (desk: string, id: string, comment: string): Promise<Alert> =>
  send('PUT', own(desk, id), { comment });

export const deleteAcknowledgement = (desk: string, id: string): Promise<Alert> => send('DELETE', own(desk, id));

/** What is silenced: a rule, a number, a group (team:Network), or what is all of that. */
export type SilenceDraft = Pick<Silence, 'until' | 'reason'> &
  Partial<Pick<Silence, 'rule' | 'kpi' | 'group' | 'from'>>;

export const addSilence = (desk: string, draft: SilenceDraft): Promise<Silence> =>
  send('POST', `${at(desk)}/silences`, draft);

export const endSilence = (desk: string, id: string): Promise<null> =>
  send('DELETE', `${at(desk)}/silences/${encodeURIComponent(id)}`);

export const getSilences = (desk: string): Promise<readonly Silence[]> => get(`${at(desk)}/silences`);

/** The same as a file, all of them. */
export const csvPath = (desk: string, from: number, to: number): string =>
  alertsPath(desk, from, to).replace('/alerts?', '/alerts.csv?');

/** Alerts that stood between two instants, ms, latest first. */
export function alertsPath(desk: string, from: number, to: number | null = null): string {
  const query = new URLSearchParams({ from: new Date(from).toISOString() });
  if (to !== null) query.set('to', new Date(to).toISOString());
  return `${at(desk)}/alerts?${query}`;
}
