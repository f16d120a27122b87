// How fast the kernels are, against what this machine can multiply at all: `npm run bench`. Times are the best of several,
// on one machine; only the ratio travels. Each kernel has a file of its own beside this one.

import { printBlend } from './blend.ts';
import { printEase } from './ease.ts';
import { printGibbs } from './gibbs.ts';
import { printIals } from './ials.ts';
import { printLists } from './lists.ts';

if (import.meta.main) {
  await printIals();
  await printEase();
  await printLists();
  await printBlend();
  await printGibbs();
}
