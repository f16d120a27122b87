// What every page runs: the choice of colours, the offer of a newer deployment, keeping the site for offline.

import { watchForNewer } from './newer.ts';
import { keepForOffline, sayWhenKept } from './offline.ts';
import { chooseTheme, shownTheme, THEMES } from './theme.ts';

const { deployment, base } = document.documentElement.dataset as { deployment: string; base: string };

const choice = document.querySelector<HTMLFieldSetElement>('#theme');
if (choice !== null) {
  choice.hidden = false;
  for (const radio of choice.querySelectorAll('input')) radio.checked = radio.value === shownTheme();
  choice.addEventListener('change', (event) => {
    const wanted = (event.target as HTMLInputElement).value;
    chooseTheme(THEMES.find((theme) => theme === wanted) ?? 'auto');
  });
}

const bar = document.querySelector<HTMLElement>('#newer');
if (bar !== null) {
  watchForNewer(deployment, `${base}deployment.json`, bar);
  bar.querySelector('[data-do=reload]')?.addEventListener('click', () => location.reload());
}

const notice = document.querySelector<HTMLElement>('#kept');
if (notice !== null) sayWhenKept(notice);
if (__KEEPS_OFFLINE__) keepForOffline(base);
