// Apollo's service worker: tells of alerts with no page open. It keeps no files and answers no requests.
/* global self, clients */

const addressOf = (path) => {
  const address = new URL(path || 'alerts', self.registration.scope);
  // What is pushed opens Apollo, and nothing else.
  return address.origin === self.location.origin ? address.href : self.registration.scope;
};

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('push', (event) => {
  let told = {};
  try {
    told = event.data.json();
  } catch {
    // Something is told all the same: a push that shows nothing is taken away from its site.
  }
  event.waitUntil(
    self.registration.showNotification(told.title || 'Apollo', {
      body: told.body || '',
      // A repeat has the same id, and takes the place of the first without a sound.
      tag: told.id || 'apollo',
      icon: new URL('icon-192.png', self.registration.scope).href,
      badge: new URL('badge-96.png', self.registration.scope).href,
      requireInteraction: told.critical === true,
      data: { address: addressOf(told.url) },
    }),
  );
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { address } = event.notification.data;
  event.waitUntil(
    (async () => {
      const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
      const open = pages.find((page) => page.url.startsWith(self.registration.scope));
      if (!open) return self.clients.openWindow(address);
      await open.focus();
      // A page that this worker does not control cannot be led elsewhere.
      return open.navigate(address).catch(() => self.clients.openWindow(address));
    })(),
  );
});

// The push service gave the browser another address: Apollo hears of it.
self.addEventListener('pushsubscriptionchange', (event) => {
  event.waitUntil(
    (async () => {
      const options = event.oldSubscription?.options;
      const now = event.newSubscription ?? (options ? await self.registration.pushManager.subscribe(options) : null);
      if (!now) return;
      await fetch(new URL('api/me/notifications/push', self.registration.scope), {
        method: 'POST',
        credentials: 'same-origin',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(now),
      });
    })(),
  );
});
