// What a run was chosen among.

import { shortHash } from './format.ts';
import { html } from './html.ts';
import { protocolHtml } from './protocol.ts';

export const title = 'Trials';
export const none =
  'The recipe named one candidate for each head, so nothing was compared before it was judged.';

/** On what they were compared. */
export const groundHtml = (ground: string, protocol: string): string =>
  html`On a slice of what it was trained on, ground <code>${shortHash(ground)}</code>, under ${{ html: protocolHtml(protocol) }}. These figures choose among trials and compare with no others.`;

export const table = (head: 'ranking' | 'rating'): string => `Trials of the ${head} head`;
export const columns = {
  candidate: 'Candidate',
  cameTo: 'Came to',
  effort: 'Effort',
  time: 'Time',
  parameters: 'Parameters',
};
export const chosen = 'Chosen';
