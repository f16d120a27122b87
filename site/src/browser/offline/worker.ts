// The service worker: keeps what was visited, and the few pages and files one needs to find a film, for when there is no
// network. It is sent as it stands here, without its types, so it imports nothing; SITE is set before it by site/offline.ts.
// While there is a network, the network answers: only files named by their content come from what is kept, and what the network
// does not answer in time.

declare const SITE: {
  readonly deployment: string;
  /** Paths below the scope, kept from the start. */
  readonly pages: readonly string[];
  readonly files: readonly string[];
};

interface Worker {
  registration: { scope: string };
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(type: string, listener: (event: WorkerEvent) => void): void;
}
interface WorkerEvent extends Event {
  request: Request;
  /** The page that asks, and the page that a navigation will become. */
  clientId: string;
  resultingClientId: string;
  data: { keep?: string[] };
  waitUntil(promise: Promise<unknown>): void;
  respondWith(answer: Promise<Response>): void;
}

const worker = self as unknown as Worker;
const SCOPE = worker.registration.scope;
/** Sites below other paths of the same origin have caches of their own. */
const FAMILY = `showrunner ${SCOPE} `;
const CACHE = FAMILY + SITE.deployment;
/** Pages and files kept beside the first ones; then the oldest goes. */
const MOST_KEPT = 150;
/** A larger file, a download of everything for example, is not kept. */
const MOST_BYTES = 2e6;
/** How long a network may take that is there and does not answer, where a copy is kept. */
const PATIENCE_MS = 3000;

const first = new Set([...SITE.pages, ...SITE.files].map((path) => SCOPE + path));
/** Pages differ by their path alone: what follows "?" is read in the browser. */
const keyOf = (address: string): string =>
  /\/(\?|#|$)/.test(address) ? address.replace(/[?#].*/, '') : address.replace(/#.*/, '');
/** Named by its content, so that it is the same whenever it is there. */
const isHashed = (address: string): boolean =>
  address.startsWith(`${SCOPE}_astro/`) || /\?v=[0-9a-f]{16}$/.test(address);

/** @throws TypeError without a network, Error when the answer is not the file of this deployment */
async function fetchFirst(path: string): Promise<[string, Response]> {
  const answer = await fetch(SCOPE + path, { cache: isHashed(SCOPE + path) ? 'default' : 'no-cache' });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  const own = `data-deployment="${SITE.deployment}"`;
  if (SITE.pages.includes(path) && !(await answer.clone().text()).includes(own))
    throw new Error(`${path} is of another deployment`);
  return [SCOPE + path, answer];
}

/** Everything or nothing: a site of which half is kept would break offline. The browser tries again at a later visit. */
async function install(): Promise<void> {
  const answers = await Promise.all([...SITE.pages, ...SITE.files].map(fetchFirst));
  const cache = await caches.open(CACHE);
  await Promise.all(answers.map(([address, answer]) => cache.put(address, answer)));
  await worker.skipWaiting();
}

async function activate(): Promise<void> {
  for (const name of await caches.keys())
    if (name.startsWith(FAMILY) && name !== CACHE) await caches.delete(name);
  await worker.clients.claim();
}

/** Storage that is full or refused is no reason to show nothing: it is only not kept. */
async function keep(address: string, answer: Response): Promise<void> {
  const bytes = Number(answer.headers.get('content-length'));
  if (!answer.ok || answer.redirected || bytes > MOST_BYTES) return;
  try {
    const cache = await caches.open(CACHE);
    await cache.put(keyOf(address), answer);
    const spare = (await cache.keys()).filter(({ url }) => !first.has(url));
    for (const old of spare.slice(0, Math.max(0, spare.length - MOST_KEPT))) await cache.delete(old);
  } catch (error) {
    console.info('Not kept for offline:', String(error));
  }
}

/** Nothing also where storage is refused. */
const kept = async (address: string): Promise<Response | undefined> => {
  const cache = await caches.open(CACHE).catch(() => undefined);
  return cache?.match(keyOf(address), { ignoreVary: true });
};

/** Pages that were answered with what is kept: their files are as old, and are waited for no more. */
const keptPages = new Set<string>();

async function answerTo(event: WorkerEvent): Promise<Response> {
  const { url, mode } = event.request;
  const isOld = mode !== 'navigate' && keptPages.has(event.clientId);
  const before = isHashed(url) || isOld ? await kept(url) : undefined;
  if (before) return before;
  const answer = fetch(event.request);
  // Also what comes too late for this visit is kept, for the next.
  event.waitUntil(answer.then((fresh) => keep(url, fresh.clone())).catch(() => undefined));
  try {
    const inTime = await Promise.race([answer, patience()]);
    return inTime ?? (await copyFor(event, 'slow')) ?? (await answer);
  } catch (error) {
    const copy = await copyFor(event, 'offline');
    const instead = copy ?? (mode === 'navigate' ? await kept(`${SCOPE}offline/`) : undefined);
    if (instead) return instead;
    throw error;
  }
}

const patience = (): Promise<undefined> =>
  new Promise((done) => setTimeout(() => done(undefined), PATIENCE_MS));

/** What the page says of the network. */
type Why = 'offline' | 'slow';

async function copyFor(event: WorkerEvent, why: Why): Promise<Response | undefined> {
  const copy = await kept(event.request.url);
  if (copy === undefined || event.request.mode !== 'navigate') return copy;
  keptPages.add(event.resultingClientId);
  return marked(copy, why);
}

/** The page says why it is an older one, and from when: its own code reads that off the root element. */
async function marked(page: Response, why: Why): Promise<Response> {
  const date = new Date(page.headers.get('date') ?? Number.NaN);
  const since = Number.isNaN(date.getTime()) ? '' : date.toISOString();
  const html = (await page.text()).replace('<html ', `<html data-kept="${since}" data-kept-why="${why}" `);
  return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } });
}

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  if (method === 'GET' && url.startsWith(SCOPE) && !url.endsWith('/deployment.json'))
    event.respondWith(answerTo(event));
});
worker.addEventListener('message', (event) => {
  // What the page took before it had a worker.
  const taken = (event.data.keep ?? []).filter((address) => address.startsWith(SCOPE) && !isHashed(address));
  event.waitUntil(Promise.allSettled(taken.map(async (address) => keep(address, await fetch(address)))));
});

export {};
