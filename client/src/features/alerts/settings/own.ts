import type { PushBrowser } from '../../../shared/push/push';
import { answer, send } from '../../../shared/wire/api';

/** How somebody wants to be told outside of Apollo's pages. */
export interface OwnNotices {
  /** By which of push and email. */
  channels: readonly string[];
  /** When not, by the desk's clock; what is critical comes all the same. */
  quiet: { from: string; to: string } | null;
  absence: { until: string; deputy: string | null } | null;
}

interface Answered extends OwnNotices {
  email: string;
  /** The channels that reach one as things are. */
  reached: readonly string[];
  /** The browsers that take pushes. */
  push: readonly PushBrowser[];
  vapidKey: string;
}

const path = '/api/me/notifications';

/** As it is kept, with the tag that says whether it still is. */
export async function readOwn(signal: AbortSignal): Promise<{ own: Answered; tag: string }> {
  const given = await answer(path, { signal });
  return { own: (await given.json()) as Answered, tag: given.headers.get('etag') ?? '' };
}

export const keepOwn = ({ channels, quiet, absence }: OwnNotices, tag: string): Promise<null> =>
  send('PUT', path, { channels, quiet, absence }, tag);

export const testOwn = (channel: string): Promise<{ sent: boolean; error: string | null }> =>
  send('POST', `${path}/test`, { channel });
