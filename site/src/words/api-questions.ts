// Questions of one person or one film, and where in the static API the answer is.

import { html } from './html.ts';

export const title = 'One person, one film';
export const text =
  'People and films are in shards, so that 200,000 people are hundreds of files. Which shard somebody is in is told by an index, or by counting.';

export const list = {
  title: 'What somebody is recommended',
  textHtml: html`People are in the order of their ids. <code>people.json</code> has the first id of each shard: the first command counts to the shard, the second reads the list, in the model’s own order, with its reasons.`,
};

export const mixed = {
  title: 'The same, mixed with what is popular',
  textHtml: html`For people with a page of their own it is a file.`,
  /** @param page of anybody, where their list is mixed; @param code that mixes it */
  othersHtml: (page: string, code: { path: string; address: string | null }): string =>
    html`For anybody else it is made where it is read: everybody’s would be a scoring of every film for each of them at every publication. <a href="${page}">Their page</a> makes it from <code>model.bin</code>, and so can you: the order is that of <code>personal · z(score) + (1 − personal) · z(ln(1 + people))</code>, where z brings the films that the model was trained on to mean 0 and deviation 1, and personal is <code>α · n / (n + evidence)</code> after n preferences, with α and evidence from <code>mixed.json</code>. ${{ html: codeHtml(code) }} does all of it and needs no package.`,
};

function codeHtml({ path, address }: { path: string; address: string | null }): string {
  const name = html`<code>${path}</code>`;
  return address === null ? name : html`<a href="${address}">${{ html: name }}</a>`;
}

export const similar = {
  title: 'Which films are like one',
  /** @param shard films to a shard */
  textHtml: (shard: number): string =>
    html`Films are in the order of <code>catalogue.json</code>, ${shard} to a shard: the first command counts to the shard, the second reads what is similar. All pairs at once are in <code>tables/similar.csv</code>.`,
};
