// What each of a visitor's picks adds to one film's score, exactly. Loaded when they ask.

import { createExplainer } from '#pipeline/serving/explain.ts';
import { historyOf, OPINION } from '#pipeline/serving/signals.ts';
import { filmPage } from '../../links.ts';
import { reasonHtml } from '../../people/listing.ts';
import * as words from '../../words/browser/why.ts';
import { escapeHtml } from '../../words/html.ts';
import { tasteOf } from '../home/taste.ts';
import { loadWorld, type World } from '../home/world.ts';
import type { Mine } from '../mine/record.ts';

export interface PickShare {
  /** Row of the picked film. */
  readonly item: number;
  /** Of the score's size; below zero where it speaks against the film. The shares sum to 1 or −1. */
  readonly share: number;
}

/** Shares of liked and loved films in a film's score, largest first; empty where the model knows neither. */
export function pickShares(
  { model, placeOf }: World,
  likes: readonly string[],
  film: string,
  loved: readonly string[] = [],
): PickShare[] {
  const target = placeOf.get(film) ?? -1;
  if (model.kind === 'popularity' || target < 0 || target >= model.itemIds.length) return [];
  const entries = (ids: readonly string[], opinion: number) =>
    ids
      .map((id) => placeOf.get(id) ?? -1)
      .filter((item) => item >= 0 && item < model.itemIds.length)
      .map((item) => ({ item, rating: Number.NaN, opinion }));
  const told = [...entries(loved, OPINION.love), ...entries(likes, OPINION.thumbUp)];
  const shares = createExplainer(model)(historyOf(model, told))(target);
  const score = Math.sign(shares.reduce((sum, { contribution }) => sum + contribution, 0));
  return shares.map(({ item, share }) => ({ item, share: share * score }));
}

/** Writes the shares into the block. @returns what to say of them. @throws Error in words when the model cannot be had. */
export async function explain(block: HTMLElement, mine: Mine): Promise<string> {
  const { film = '', model = '', modelFilms = '', sha256 = '', filmsSha256 = '' } = block.dataset;
  const world = await loadWorld({ model, films: modelFilms, sha256, films_sha256: filmsSha256 });
  const { likes, love } = tasteOf(mine);
  if (likes.includes(film) || love.includes(film)) return words.pickedYourself;
  const shares = pickShares(world, likes, film, love);
  const target = block.querySelector('[data-part=why]');
  if (shares.length === 0 || target === null) return words.unknown;
  const { films } = world;
  const items = shares.map(({ item, share }) => {
    const link = `<a href="${escapeHtml(filmPage({ slug: films.slugs[item] }))}"><bdi>${escapeHtml(films.titles[item] ?? '')}</bdi></a>`;
    return reasonHtml(share, words.becauseHtml(link, share < 0));
  });
  // Every text is written as text; see words/html.ts.
  target.innerHTML = `<ul class="reasons yours" aria-label="${words.shares}">${items.join('')}</ul>`;
  const sum = shares.reduce((total, { share }) => total + share, 0);
  return words.sumOf(shares.length, sum);
}
