import { localText } from '../../../shared/format/zone';
import type { DeskRotas, Rota, RotaPerson } from '../../../shared/wire/alerts';
import { at, send } from '../../../shared/wire/api';

export type RotaNow = DeskRotas['rotas'][number];

/** A rota as it is sent; a calendar that is left out stays as it was, an empty one is none. */
export interface RotaDraft {
  people: readonly string[];
  begins: string;
  at: string;
  weeks: number;
  exchanges: Rota['exchanges'];
  calendar?: string;
}

export const rotasPath = (desk: string): string => `${at(desk)}/rotas`;

const path = (desk: string, team: string): string => `${rotasPath(desk)}/${encodeURIComponent(team)}`;

/** Keeps a team's rota as it was read: `revision` 0 = it has none yet; else 412. */
export const keepRota = (desk: string, team: string, draft: RotaDraft, revision: number): Promise<RotaNow> =>
  send('PUT', path(desk, team), draft, `"${revision}"`);

export const removeRota = (desk: string, { team, revision }: Rota): Promise<null> =>
  send('DELETE', path(desk, team), undefined, `"${revision}"`);

export const nameOf = (id: string, people: readonly RotaPerson[]): string =>
  people.find((person) => person.id === id)?.name ?? 'somebody who is not here';

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** "Mondays at 09:00", "every 2 weeks, Mondays at 09:00". */
export function handoverText({ begins, at: time, weeks }: Pick<Rota, 'begins' | 'at' | 'weeks'>): string {
  const day = weekdays[new Date(`${begins}T00:00:00Z`).getUTCDay()] ?? '';
  return `${weeks === 1 ? '' : `every ${weeks} weeks, `}${day}s at ${time.slice(0, 5)}`;
}

/** The fields of a rota, as they begin: of a new one a week from the last Monday on. */
export function startOf(rota: Rota | null, now: number, zone: string): Omit<RotaDraft, 'calendar'> {
  if (rota) {
    const { people, begins, weeks, exchanges } = rota;
    return { people, begins, at: rota.at.slice(0, 5), weeks, exchanges };
  }
  const today = new Date(`${localText(now, zone).slice(0, 10)}T00:00:00Z`);
  today.setUTCDate(today.getUTCDate() - ((today.getUTCDay() + 6) % 7));
  return { people: [], begins: today.toISOString().slice(0, 10), at: '09:00', weeks: 1, exchanges: [] };
}
