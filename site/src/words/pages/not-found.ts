// What stands at an address that is not there.

import { all as allPeople } from './people.ts';

export const title = 'Not found';
export const description = 'There is no page at this address.';
export const heading = 'This scene was cut';
export const lead = `${description} The film or the person may have left the catalogue since.`;

export const search = { label: 'Search the films', button: 'Search' };

export const links = {
  home: 'What is popular now',
  films: 'All films, by title, decade and genre',
  people: allPeople,
};
