// Runs side by side.

import { counted } from './format.ts';
import { html } from './html.ts';
import { HEADS } from './labels.ts';
import { protocolName } from './runs.ts';

export const sections = { recipe: 'Recipe', data: 'Data', rest: 'Verdict and cost' } as const;
export const compared = 'Compared';
export const what = 'What';
export const takeAway = (run: string): string => `Take away: ${run}`;
export const nothingDiffers = 'Nothing differs here.';
export const thatDiffers = (section: string): string => `${section} that differs`;
export const metricsThatDiffer = (head: keyof typeof HEADS): string => `${HEADS[head]} metrics that differ`;
export const same = (facts: number): string => `${counted(facts, 'fact is', 'facts are')} the same`;
export const ofAllRuns = 'of all runs';

/** @param place of the protocol in the list of runs */
export const protocolHtml = (place: number, id: string): string =>
  html`${protocolName(place)}: <code>${id}</code>. The small figure is the difference to the first run, where both were judged on one ground.`;
export const rangeAbout =
  'Best, last, least and most are of every run under this protocol, each on its own ground: a range, not a ranking.';

/** Why a cell has no figure or no difference. */
export const WHY = {
  papersGone: 'papers gone',
  otherProtocol: 'not judged under this protocol',
  notMeasured: 'not measured',
  noReference: 'the first run has no such figure',
  otherGround: 'other ground',
} as const;

export const changedCode = (commit: string): string => `${commit}, changed`;
export const champion = (verdict: string): string => `${verdict}, champion`;
export const parameter = (head: keyof typeof HEADS, name: string): string => `${HEADS[head]}: ${name}`;
