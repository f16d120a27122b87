// On the page of an address that is not there: where that was a film's, it says so and offers to search for it.

import * as words from '../words/browser/film-gone.ts';

const form = document.querySelector<HTMLFormElement>('form[data-films]');
const films = form?.dataset.films ?? '';
const slug = location.pathname.startsWith(films)
  ? location.pathname.slice(films.length).replace(/\/.*$/, '')
  : '';
const name = slug
  .replace(/-(\d{4})(-\d+)?$/, ' $1')
  .replace(/[^\p{L}\p{N}]+/gu, ' ')
  .trim();
const [gone, input] = [form?.querySelector('[data-part=gone]'), form?.querySelector('input')];
if (films !== '' && name !== '' && gone && input) {
  gone.textContent = words.gone;
  input.value = name.slice(0, 500);
}
