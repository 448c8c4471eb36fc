import { navigate as go } from 'wouter/use-browser-location';
import { under } from './base';

/** Goes to an address inside Apollo, from outside the router's components. */
export const navigate = (to: string, options?: Parameters<typeof go>[1]): void => go(under(to), options);
