// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { bytesOf, idOf, pushState, turnPushOff, turnPushOn } from './push';

const key = 'BAEC-_8';
const endpoint = 'https://push.example.com/1';
const calls: [string, RequestInit | undefined][] = [];
let subscription: { endpoint: string; options: { applicationServerKey: ArrayBuffer | null } } | null = null;
const unsubscribe = vi.fn(() => {
  subscription = null;
  return Promise.resolve(true);
});

const held = (): object | null =>
  subscription && { ...subscription, unsubscribe, toJSON: () => ({ endpoint: subscription?.endpoint }) };

const pushManager = {
  getSubscription: () => Promise.resolve(held()),
  subscribe: vi.fn(({ applicationServerKey }: { applicationServerKey: Uint8Array<ArrayBuffer> }) => {
    subscription = { endpoint, options: { applicationServerKey: applicationServerKey.buffer } };
    return Promise.resolve(held());
  }),
};

beforeEach(() => {
  calls.length = 0;
  subscription = null;
  unsubscribe.mockClear();
  const registration = { pushManager };
  vi.stubGlobal('isSecureContext', true);
  vi.stubGlobal('PushManager', Object);
  vi.stubGlobal('Notification', { permission: 'default' });
  vi.stubGlobal('navigator', {
    serviceWorker: {
      register: () => Promise.resolve(registration),
      getRegistration: () => Promise.resolve(registration),
    },
  });
  vi.stubGlobal('fetch', (path: string, more?: RequestInit) => {
    calls.push([path, more]);
    const body = more?.method === 'DELETE' ? null : JSON.stringify({ id: 'b', name: 'Firefox', at: '' });
    return Promise.resolve(new Response(body, { status: body ? 201 : 204 }));
  });
});

afterEach(() => vi.unstubAllGlobals());

test('a browser without pushes, one that was told no, one without and one with a subscription', async () => {
  expect(await pushState()).toBe('off');
  await turnPushOn(key);
  expect(await pushState()).toBe('on');
  vi.stubGlobal('Notification', { permission: 'denied' });
  expect(await pushState()).toBe('denied');
  vi.stubGlobal('navigator', {});
  expect(await pushState()).toBe('unsupported');
});

test('the server hears the address of the browser, and that it is gone', async () => {
  await turnPushOn(key);
  expect(calls[0]![0]).toBe('/api/me/notifications/push');
  expect(JSON.parse(calls[0]![1]!.body as string)).toEqual({ endpoint });
  const id = await idOf(endpoint);
  await turnPushOff([{ id, name: 'Firefox', at: '' }]);
  expect(unsubscribe).toHaveBeenCalledOnce();
  expect(calls[1]![0]).toBe(`/api/me/notifications/push/${id}`);
  expect(await pushState()).toBe('off');
});

test('a subscription for another key is given up first', async () => {
  subscription = { endpoint, options: { applicationServerKey: bytesOf('BAEC').buffer } };
  await turnPushOn(key);
  expect(unsubscribe).toHaveBeenCalledOnce();
  unsubscribe.mockClear();
  await turnPushOn(key);
  expect(unsubscribe).not.toHaveBeenCalled();
});

test('base64url is read with its own two signs', () => {
  expect([...bytesOf(key)]).toEqual([4, 1, 2, 251, 255]);
});
