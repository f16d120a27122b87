// What a few people would see: the champion's ten films for them beside the candidate's. The people are those who told
// most, so that the lists are about taste and not about chance.

import { foldInteractions } from '../../pipeline/data/interactions.ts';
import { filmsPresent } from '../../pipeline/publishing/films.ts';
import { type Champion, createPersonView } from '../../pipeline/publishing/people.ts';
import type { State } from '../../pipeline/stages/state.ts';
import type { PullRequestReport } from '../pull-request/report.ts';

const PEOPLE = 3;
const LIST = 10;

/** Empty while nobody serves. */
export function comparePeople(
  { rows, catalogue, champion, asOf }: State,
  candidate: Champion,
): PullRequestReport['people'] {
  if (champion === null) return [];
  const interactions = foldInteractions(rows);
  const films = {
    catalogue: new Set(catalogue.films.map(({ item_id }) => item_id)),
    available: filmsPresent(catalogue.films, asOf),
  };
  const [before, after] = [champion, candidate].map((model) => createPersonView(interactions, model, films));
  const titles = (ids: readonly string[]) => ids.map((id) => catalogue.byId.get(id)?.title ?? id);
  return busiest(interactions.user, interactions.userIds.length).map((user) => {
    const ids = (view: typeof before) =>
      view(user)
        .recommendations.slice(0, LIST)
        .map(({ item_id }) => item_id);
    const [old, fresh] = [ids(before), ids(after)];
    return {
      user_id: interactions.userIds[user],
      gone: titles(old.filter((id) => !fresh.includes(id))),
      new: titles(fresh.filter((id) => !old.includes(id))),
      kept: old.filter((id) => fresh.includes(id)).length,
    };
  });
}

function busiest(user: ArrayLike<number>, count: number): number[] {
  const told = new Int32Array(count);
  for (let i = 0; i < user.length; i++) told[user[i]]++;
  const order = Array.from({ length: count }, (_, i) => i);
  return order.sort((a, b) => told[b] - told[a] || a - b).slice(0, PEOPLE);
}
