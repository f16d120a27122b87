// What runs in the head before anything is drawn. Its hash is in the policy.

import { THEME_SCRIPT } from './theme.ts';

/** Says that code runs, so that what it will show has its room from the first; then the colours that were chosen. */
export const HEAD_SCRIPT = `document.documentElement.dataset.scripted='';${THEME_SCRIPT}`;
