// The service worker of a site that keeps nothing for offline (SITE_OFFLINE=off): it replaces the one a visitor has, removes
// what that kept, and itself. Sent as it stands here, without its types.

interface Leaving {
  registration: { scope: string; unregister(): Promise<boolean> };
  skipWaiting(): Promise<void>;
  addEventListener(
    type: string,
    listener: (event: { waitUntil(promise: Promise<unknown>): void }) => void,
  ): void;
}

const leaving = self as unknown as Leaving;

leaving.addEventListener('install', (event) => event.waitUntil(leaving.skipWaiting()));
leaving.addEventListener('activate', (event) => event.waitUntil(leave()));

async function leave(): Promise<void> {
  for (const name of await caches.keys())
    if (name.startsWith(`showrunner ${leaving.registration.scope} `)) await caches.delete(name);
  await leaving.registration.unregister();
}

export {};
