// Every address the site knows. A page never writes a path by hand, so that the site runs from any base path.

import type { FilmCard } from '#pipeline/publishing/contract.ts';

/** Joins a base path ("/", "/repo", "/repo/") and a site path ("films/", "/films/"). */
export function join(base: string, path: string): string {
  return `${base.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`;
}

/** Astro's base; "/" where nothing is built, as in a test of a single function. */
const BASE = typeof __SITE_BASE__ === 'undefined' ? '/' : __SITE_BASE__;

/** The address of a path of this site. */
export const link = (path: string): string => join(BASE, path);

export const home = (): string => link('/');
export const filmsPage = (): string => link('/films/');
export const filmPage = (film: Pick<FilmCard, 'slug'>): string => link(`/films/${film.slug}/`);
export const peoplePage = (): string => link('/people/');
/** Of somebody who has a page of their own; the others are at anyPersonPage. */
export const personPage = (userId: string): string => link(`/people/${personSlug(userId)}/`);
/** The page that reads whoever its address names. */
export const anyPersonPage = (userId?: string): string =>
  link(`/people/person/${userId === undefined ? '' : `?id=${encodeURIComponent(userId)}`}`);
export const engineeringPage = (): string => link('/engineering/');
export const runPage = (run: string): string => link(`/engineering/runs/${run}/`);
/** The page that reads whichever run its address names. */
export const anyRunPage = (run?: string): string =>
  link(`/engineering/run/${run === undefined ? '' : `?id=${encodeURIComponent(run)}`}`);
/** Runs side by side. */
export const comparePage = (runs: readonly string[] = []): string =>
  link(`/engineering/compare/${runs.length === 0 ? '' : `?runs=${runs.map(encodeURIComponent).join(',')}`}`);
export const experimentsPage = (): string => link('/experiments/');
export const monitoringPage = (): string => link('/monitoring/');
export const aboutPage = (): string => link('/about/');
export const apiPage = (): string => link('/api/');
/** The Atom feed of the log. */
export const feed = (): string => link('/feed.xml');
export const yourDataPage = (): string => link('/your-data/');
export const apiFile = (file: string): string => link(`/api/v1/${file}`);

/** The repository's address; null where none is known, as in a test of a single function. */
const REPOSITORY = typeof __REPOSITORY__ === 'undefined' || __REPOSITORY__ === '' ? null : __REPOSITORY__;

/** A commit's page; null where no repository is known. */
export const commitPage = (sha: string): string | null => REPOSITORY && `${REPOSITORY}/commit/${sha}`;
/** A file of the repository as it is now; null where no repository is known. */
export const fileInRepository = (path: string): string | null =>
  REPOSITORY && `${REPOSITORY}/blob/HEAD/${path}`;
/** An entry of the timeline. */
export const timelineEntry = (id: string): string => `${monitoringPage()}#${id}`;

/** Which lists of films there are: "titles", "decades" and "genres". */
export type ListKind = 'titles' | 'decades' | 'genres';

/** A page of a list of films; the first page has no number. */
export function listPage(kind: ListKind, key: string, page = 1): string {
  return link(page === 1 ? `/${kind}/${key}/` : `/${kind}/${key}/${page}/`);
}

/** Longest folder name every file system takes, in bytes, with room to spare. */
const LONGEST_SLUG = 180;

/**
 * The URL part of a person. User ids are opaque, so everything but ASCII letters, digits, "-" and "_" is
 * written as "~" and the hex of its UTF-8 bytes: different ids keep different addresses.
 */
export function personSlug(userId: string): string {
  const slug = userId.replace(/[^A-Za-z0-9_-]/gu, (character) =>
    [...new TextEncoder().encode(character)].map((byte) => `~${byte.toString(16).padStart(2, '0')}`).join(''),
  );
  if (slug === '') return '~';
  // The page of anybody stands at this address.
  if (slug === 'person') return '~70erson';
  return slug.length <= LONGEST_SLUG ? slug : `${slug.slice(0, LONGEST_SLUG - 20)}~~${digest(userId)}`;
}

/** The id that has this slug; null where none has, or where the slug does not hold all of a long one. */
export function personOfSlug(slug: string): string | null {
  if (slug === '' || slug.includes('~~')) return null;
  const bytes = slug.replace(/~([0-9a-f]{2})/g, '%$1');
  try {
    const id = decodeURIComponent(bytes);
    return personSlug(id) === slug ? id : null;
  } catch {
    return null;
  }
}

/** 64 bits of FNV-1a over two offsets, in hex: to keep apart what is not made to be mixed up. */
export function digest(text: string): string {
  return [0x811c9dc5, 0x01234567]
    .map((offset) => {
      let hash = offset;
      for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
      return (hash >>> 0).toString(16).padStart(8, '0');
    })
    .join('');
}
