// On the page of an address that is not there: where that was a film's, it says so and offers to search for it.

const form = document.querySelector<HTMLFormElement>('form[data-films]');
const films = form?.dataset.films ?? '';
const slug = location.pathname.startsWith(films)
  ? location.pathname.slice(films.length).replace(/\/.*$/, '')
  : '';
const words = slug
  .replace(/-(\d{4})(-\d+)?$/, ' $1')
  .replace(/[^\p{L}\p{N}]+/gu, ' ')
  .trim();
const [gone, input] = [form?.querySelector('[data-part=gone]'), form?.querySelector('input')];
if (films !== '' && words !== '' && gone && input) {
  gone.textContent =
    'The film of this address is not in the catalogue any more. Look for its name, or something like it:';
  input.value = words.slice(0, 500);
}

export {};
