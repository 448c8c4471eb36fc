import { under } from '../address/base';
import { send } from '../wire/api';

/** How it stands with pushes in this browser. */
export type PushState =
  /** It knows no pushes; on a phone they may come once Apollo is on the home screen. */
  | 'unsupported'
  /** Its user has said no, which only the browser's own settings take back. */
  | 'denied'
  | 'off'
  | 'on';

/** A browser that takes pushes, as the server knows it. */
export interface PushBrowser {
  id: string;
  name: string;
  at: string;
}

const isSupported = (): boolean =>
  'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window && window.isSecureContext;

const worker = (): Promise<ServiceWorkerRegistration> =>
  navigator.serviceWorker.register(under('/push.js'), { scope: under('/'), updateViaCache: 'none' });

const subscribed = async (): Promise<PushSubscription | null> => {
  const registration = await navigator.serviceWorker.getRegistration(under('/'));
  return (await registration?.pushManager.getSubscription()) ?? null;
};

/** How it stands now. */
export async function pushState(): Promise<PushState> {
  if (!isSupported()) return 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  return (await subscribed()) ? 'on' : 'off';
}

/** What the server calls this browser; null = it takes no pushes. */
export async function idHere(): Promise<string | null> {
  const held = isSupported() ? await subscribed() : null;
  return held && idOf(held.endpoint);
}

/** The bytes of a text in base64url. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

const isSame = (held: ArrayBuffer | null, asked: Uint8Array): boolean =>
  held !== null && held.byteLength === asked.length && new Uint8Array(held).every((byte, at) => byte === asked[at]);

/**
 * This browser takes pushes from now on. To be called from a click: the browser asks its user. Where they say no it
 * throws, in the browser's words.
 */
export async function turnPushOn(vapidKey: string): Promise<PushBrowser> {
  const [registration, key] = [await worker(), bytesOf(vapidKey)];
  const held = await registration.pushManager.getSubscription();
  // One that was made for another key takes nothing of ours.
  if (held && !isSame(held.options.applicationServerKey, key)) await held.unsubscribe();
  const now = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  return send('POST', '/api/me/notifications/push', now.toJSON());
}

/** This browser takes no more pushes. */
export async function turnPushOff(browsers: readonly PushBrowser[]): Promise<void> {
  const held = await subscribed();
  if (!held) return;
  const id = await idOf(held.endpoint);
  await held.unsubscribe();
  if (browsers.some((browser) => browser.id === id)) await send('DELETE', `/api/me/notifications/push/${id}`);
}

/** What the server calls the browser of an address. */
export async function idOf(endpoint: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
