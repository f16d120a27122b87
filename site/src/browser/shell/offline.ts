// Keeping the site for when there is no network, and saying when a page comes from what was kept.

/** A page that never rests is kept all the same. */
const LATEST_MS = 3000;

/**
 * Registers the worker once the page has loaded and has nothing else to do. Does nothing where the visitor asked for little
 * data, or where the browser refuses: the site works all the same, only not offline.
 */
export function keepForOffline(base: string): void {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  if (!('serviceWorker' in navigator) || connection?.saveData) return;
  const whenIdle = window.requestIdleCallback ?? ((then: () => void) => setTimeout(then, 1));
  const begin = (): unknown => whenIdle(() => register(base).catch(() => undefined), { timeout: LATEST_MS });
  if (document.readyState === 'complete') begin();
  else addEventListener('load', begin);
}

async function register(base: string): Promise<void> {
  const { controller } = navigator.serviceWorker;
  await navigator.serviceWorker.register(`${base}worker.js`);
  if (controller !== null) return;
  const { active } = await navigator.serviceWorker.ready;
  const taken = performance.getEntriesByType('resource').map(({ name }) => name);
  active?.postMessage({ keep: [location.href, ...taken] });
}

/** Says so when this page was answered from what the browser had kept, and why it was. */
export function sayWhenKept(bar: HTMLElement): void {
  const { kept, keptWhy } = document.documentElement.dataset;
  if (kept === undefined) return;
  const said = bar.querySelector<HTMLElement>(`[data-why=${keptWhy}]`);
  const from = said?.querySelector('time');
  if (from && kept !== '') {
    from.dateTime = kept;
    from.textContent = new Date(kept).toLocaleString('en', { dateStyle: 'long', timeStyle: 'short' });
  }
  if (said) said.hidden = false;
  bar.hidden = false;
}
