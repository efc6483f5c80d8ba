// Shows what the forum pushes. It serves no pages and keeps nothing; its scope holds none.
self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('push', (event) => {
  let message = {};
  try {
    message = event.data.json();
  } catch {
    // A browser must show something for every push.
  }
  const { id, title = 'MEJ Forum', body = '', path = '/notifications' } = message;
  event.waitUntil(
    self.registration.showNotification(title, {
      body,
      // A repeat replaces what is shown.
      tag: id,
      icon: '/icon-192.png',
      badge: '/icon-192.png',
      data: { path },
    }),
  );
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { path } = event.notification.data;
  const target = new URL(path, self.location.origin);
  if (target.origin === self.location.origin) event.waitUntil(self.clients.openWindow(target.href));
});
