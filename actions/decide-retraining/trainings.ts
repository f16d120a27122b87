// Which trainings a decision starts, each in a job of its own.

import { InputError, quoted, suggestion } from '../../pipeline/errors.ts';
import { readRecipe } from '../../pipeline/recommenders/recipe.ts';

/**
 * Names of the recipe's candidates for the ranking, so that each is trained by itself and the judge compares them.
 * With a single one the recipe as a whole is trained, under the empty name.
 * @param wanted the one candidate a person asked for; empty for all of them
 */
export async function trainingsFor(root: string, wanted: string): Promise<string[]> {
  const { ranking, rating } = await readRecipe(root);
  const names = ranking.map(({ name }) => name);
  const legal = [...names, ...rating.map(({ name }) => name)];
  if (wanted !== '' && !legal.includes(wanted)) {
    throw new InputError({
      place: 'candidate',
      problem: `${quoted(wanted)} is no candidate of models/recipe.yaml.`,
      legal: suggestion(wanted, legal),
    });
  }
  if (wanted !== '') return [wanted];
  return names.length > 1 ? names : [''];
}
