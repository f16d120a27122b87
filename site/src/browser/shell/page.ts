// What every page runs: the choice of colours, and the offer of a newer deployment.

import { watchForNewer } from './newer.ts';
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
