import { age } from '../../../shared/format/duration';
import { moment } from '../../../shared/format/time';
import { plain } from '../../../shared/format/plain';
import type { Invited, Person, Provider } from '../../../shared/wire/people';

/** Whoever was seen within so many seconds is here. */
const here = 5 * 60;

export const isHere = (person: Person, now: number): boolean =>
  person.seenAt !== null && !person.off && now - Date.parse(person.seenAt) < here * 1000;

/** When somebody was last here. */
export function seenText({ seenAt }: Pick<Person, 'seenAt'>, now: number, zone: string): string {
  if (seenAt === null) return 'never';
  const seconds = (now - Date.parse(seenAt)) / 1000;
  return seconds < 86_400 / 2 ? `${age(seconds)} ago` : moment(Date.parse(seenAt), now, zone);
}

/** How somebody signs in, by the provider's own name. */
export function signInText(person: Person, providers: readonly Provider[]): string {
  if (person.off) return 'switched off';
  const id = person.signIn.replace(/^oidc:/, '');
  return person.signIn === 'local' ? 'local account' : (providers.find((one) => one.id === id)?.name ?? id);
}

/** How much of an invitation's link is left. */
export function linkText({ expiresAt }: Pick<Invited, 'expiresAt'>, now: number): string {
  const left = (Date.parse(expiresAt) - now) / 1000;
  return left > 0 ? `link ends in ${age(left)}` : 'the link has ended';
}

/** Whether a person is the only one who may administer Apollo. */
export function isLastAdmin(person: Person, people: readonly Person[]): boolean {
  const isAdmin = (one: Person): boolean => !one.off && one.desks.some(({ role }) => role === 'admin');
  return isAdmin(person) && !people.some((one) => one.id !== person.id && isAdmin(one));
}

/** Those with a text in their name or address, who have a role on a desk (null = any). */
export const found = <T extends Pick<Person, 'name' | 'email' | 'desks'> | Invited>(
  all: readonly T[],
  text: string,
  desk: string | null,
): T[] =>
  all.filter(
    (one) =>
      plain(`${one.name ?? ''} ${one.email}`).includes(plain(text.trim())) &&
      (desk === null || one.desks.some((right) => right.desk === desk || right.desk === '*')),
  );
