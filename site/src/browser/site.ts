// What every page runs, in one file that is fetched once and kept: a page asks for it with its first bytes, and nothing in it
// waits for another file. Each piece does nothing on a page that has no use for it. What is large, they fetch when somebody
// wants it; what one page alone needs is a script of that page.

import './shell/page.ts';
import './stale-banner.ts';
import './chart-scrub.ts';
import './film-picks.ts';
import './film-search.ts';
import './film-thoughts.ts';
import './person-tuning.ts';
import './why-this-film.ts';
import './say-of-films.ts';
