import { send } from '../../../shared/wire/api';
import type { DeskRight, Invited, OneLink, Person } from '../../../shared/wire/people';

const at = (id: string): string => `/api/people/${encodeURIComponent(id)}`;

/** Keeps a person as an administrator says; refused where somebody else changed the person meanwhile. */
export const keepPerson = (
  { id, revision }: Person,
  draft: { name: string; off: boolean; desks: readonly DeskRight[] },
): Promise<unknown> => send('PUT', at(id), draft, `"${revision}"`);

export const removePerson = (id: string): Promise<unknown> => send('DELETE', at(id));

/** Removes a person, and their name from all that others keep. */
export const erasePerson = (person: Person): Promise<unknown> =>
  send('POST', `${at(person.id)}/erase`, undefined, `"${person.revision}"`);

export const signOutEverywhere = (id: string): Promise<unknown> => send('POST', `${at(id)}/sign-out`);

/** A link by which the person sets a new password. */
export const resetPassword = (id: string): Promise<OneLink> => send('POST', `${at(id)}/reset`);

export const invite = (email: string, name: string, desks: readonly DeskRight[]): Promise<Invited & OneLink> =>
  send('POST', '/api/people/invitations', { email, name, desks });

export const withdraw = (id: string): Promise<unknown> =>
  send('DELETE', `/api/people/invitations/${encodeURIComponent(id)}`);
