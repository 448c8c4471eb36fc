import { HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import type { Link } from './connection';

/** A hub connection without a reconnect of its own: ours asks for a full board on the way back. */
export function hubLink(): Link {
  const hub = new HubConnectionBuilder().withUrl('/hubs/desk').configureLogging(LogLevel.None).build();
  hub.serverTimeoutInMilliseconds = 30_000;
  hub.keepAliveIntervalInMilliseconds = 10_000;
  return hub as Link;
}
