// Addresses of films: readable, unique, and the same for the same catalogue.

import type { Film } from '../data/catalogue.ts';

/** Diacritical marks, and what turns a sign into a picture. The marks of a script, as Hindi's vowels, are its letters. */
const ACCENTS = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f]/gu;
const WORD = /[\p{Letter}\p{Number}][\p{Letter}\p{Mark}\p{Number}]*/gu;

/** "Amélie" (2001) → "amelie-2001". Letters and digits of any script stay; everything else becomes a hyphen. */
export function slugOf({ title, year, item_id }: Film): string {
  const words = title
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .match(WORD);
  // By code points: half a character outside the basic plane is none.
  const short = [...(words ?? []).join('-')].slice(0, 60).join('').replace(/-+$/, '');
  return [short || 'film', year ?? slugPart(item_id)].join('-');
}

/** Slugs in the films' order. Films that would share one get their item id behind it. */
export function uniqueSlugs(films: readonly Film[]): string[] {
  const wanted = films.map(slugOf);
  const uses = new Map<string, number>();
  for (const slug of wanted) uses.set(slug, (uses.get(slug) ?? 0) + 1);
  const taken = new Set<string>();
  return wanted.map((slug, row) => {
    let unique = uses.get(slug) === 1 ? slug : `${slug}-${slugPart(films[row].item_id)}`;
    while (taken.has(unique)) unique += '-x';
    taken.add(unique);
    return unique;
  });
}

function slugPart(id: string): string {
  return (
    id
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'x'
  );
}
