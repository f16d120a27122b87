// Whether a newer deployment has replaced the one this page is of, and offering it. Asks the site itself, seldom.

/** At most one question a minute, and one each quarter of an hour while the page is looked at. */
const PAUSE_MS = 60_000;
const INTERVAL_MS = 15 * 60_000;

/** Shows `bar` once `deployment.json` names another deployment than the page's. Leaves it hidden while that cannot be told. */
export function watchForNewer(own: string, file: string, bar: HTMLElement): void {
  let asked = 0;
  let dismissed = own;
  const ask = async (): Promise<void> => {
    if (document.visibilityState !== 'visible' || Date.now() - asked < PAUSE_MS) return;
    asked = Date.now();
    const newest = await deployed(file);
    if (newest === null || newest === own || newest === dismissed) return;
    dismissed = newest;
    bar.hidden = false;
  };
  document.addEventListener('visibilitychange', ask);
  window.addEventListener('focus', ask);
  setInterval(ask, INTERVAL_MS);
  bar.querySelector('[data-do=later]')?.addEventListener('click', () => {
    bar.hidden = true;
  });
}

/** Null when offline, or when the answer is not what it should be: nothing to offer then. */
async function deployed(file: string): Promise<string | null> {
  try {
    const answer = await fetch(file, { cache: 'no-store' });
    if (!answer.ok) return null;
    const { deployment } = (await answer.json()) as { deployment?: unknown };
    return typeof deployment === 'string' ? deployment : null;
  } catch {
    return null;
  }
}
