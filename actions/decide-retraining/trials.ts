// Which candidates of the recipe are measured side by side before one is trained, each in a job of its own. Which of
// them is best is decided on a slice of train (pipeline/stages/pick.ts), never on what the judge judges by.

import { InputError, quoted, suggestion } from '../../pipeline/errors.ts';
import { readRecipe } from '../../pipeline/recommenders/recipe.ts';

/**
 * Names of the recipe's candidates; none where there is nothing to choose, because each head has one or a person has
 * chosen.
 * @param wanted the one candidate a person asked for; empty for the best of all
 */
export async function trialsOf(root: string, wanted: string): Promise<string[]> {
  const { ranking, rating } = await readRecipe(root);
  const names = [...ranking, ...rating].map(({ name }) => name);
  if (wanted !== '' && !names.includes(wanted)) {
    throw new InputError({
      place: 'candidate',
      problem: `${quoted(wanted)} is no candidate of models/recipe.yaml.`,
      legal: suggestion(wanted, names),
    });
  }
  return wanted === '' && names.length > 2 ? names : [];
}
