// Addresses of films: readable, unique, and the same for the same catalogue.

import type { Film } from '../data/catalogue.ts';

/** "Amélie" (2001) → "amelie-2001". Letters and digits of any script stay; everything else becomes a hyphen. */
export function slugOf({ title, year, item_id }: Film): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-+/, '');
  // By code points: half a character outside the basic plane is none.
  const short = [...words].slice(0, 60).join('').replace(/-+$/, '');
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
