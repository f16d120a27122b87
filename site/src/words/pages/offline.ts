// Where one may go without a network. What is said of that is in words/shell.ts: the code of a page says it, too.

import { sections } from '../frame.ts';
import { heading as howItWorks } from './about.ts';

export const links = {
  home: 'Pick three films and get your lists',
  films: 'The films that most people know',
  people: sections.people,
  yourData: 'What you said of films',
  about: howItWorks,
};
export const visited = 'Every page that you visited lately';
