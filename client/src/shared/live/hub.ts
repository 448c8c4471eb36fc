import { HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import { under } from '../address/base';
import { asked } from '../wire/asked';
import type { Link } from './connection';

/** Where the hub is; a wall display says that it is one, and a view link's page shows its secret. */
export const hubAddress = (isDisplay = asked.isDisplay): string =>
  under(`/hubs/desk${isDisplay ? '?display=1' : asked.link === null ? '' : `?link=${encodeURIComponent(asked.link)}`}`);

/** A hub connection without a reconnect of its own: ours asks for a full board on the way back. */
export function hubLink(): Link {
  const hub = new HubConnectionBuilder().withUrl(hubAddress()).configureLogging(LogLevel.None).build();
  hub.serverTimeoutInMilliseconds = 30_000;
  hub.keepAliveIntervalInMilliseconds = 10_000;
  return hub as Link;
}
