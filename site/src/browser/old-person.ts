// At an address that is not there: the page of a person who has none of their own leads to the page of anybody.

import { anyPersonPage, peoplePage, personOfSlug } from '../links.ts';

const { pathname } = location;
const slug = pathname.startsWith(peoplePage()) ? pathname.slice(peoplePage().length).replace(/\/$/, '') : '';
const id = personOfSlug(slug);
if (id !== null) location.replace(anyPersonPage(id));
