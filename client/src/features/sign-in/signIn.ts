import { ownPath, under } from '../../shared/address/base';
import { age } from '../../shared/format/duration';
import { ApiError, reasonOf, send } from '../../shared/wire/api';

/** One sentence for whatever is wrong: it does not tell which names there are. */
export const isWrong = 'E-mail or password is not right.';

/** Signs in; keep: the browser stays signed in when it is closed. */
export const signIn = (name: string, password: string, keep: boolean): Promise<unknown> =>
  send('POST', '/api/session', { name, password, keep });

/** Why nobody was signed in. */
export function whyNot(error: unknown): string {
  if (!(error instanceof ApiError)) return reasonOf(error);
  if (error.status === 401 || error.status === 400) return isWrong;
  if (error.status !== 429) return error.message;
  return error.retryAfter === null
    ? 'Too many tries. Again in some minutes.'
    : `Too many tries. Again in ${age(Math.max(1, error.retryAfter))}.`;
}

/** Where a provider's sign-in begins; it leads back to where one was on this page. */
export const providerAddress = (id: string): string =>
  under(`/api/session/oidc/${encodeURIComponent(id)}?to=${encodeURIComponent(ownPath() + location.search)}`);
