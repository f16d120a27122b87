// At an address that is not there: the page of a person or a run that has none of its own leads to the page of any.

import { anyPersonPage, anyRunPage, engineeringPage, peoplePage, personOfSlug } from '../links.ts';

/** What follows `folder` in the address; empty elsewhere. */
const nameBelow = (folder: string): string =>
  location.pathname.startsWith(folder) ? location.pathname.slice(folder.length).replace(/\/$/, '') : '';

const person = personOfSlug(nameBelow(peoplePage()));
const run = nameBelow(`${engineeringPage()}runs/`);
if (person !== null) location.replace(anyPersonPage(person));
else if (/^run_\d{8}_\d{6}$/.test(run)) location.replace(anyRunPage(run));
