// Several models as one: z-scores over the items, weighted and added. Linear, so that the reasons stay exact. What is
// blended with popularity is score.ts.

import type { BlendModel, HistoryEntry } from './models.ts';
import { trainedRows } from './new-films.ts';
import { createPartReader, type PartReader, type Terms } from './part.ts';
import { spread } from './standardise.ts';

/**
 * Σ weight · z(scores of the part) over raw scores of equal length, float32 [items].
 * @param among means and deviations are of so many first items.
 */
export function blendScores(
  parts: readonly { weight: number; scores: Float32Array | Float64Array }[],
  among = parts[0].scores.length,
): Float32Array {
  const total = new Float64Array(parts[0].scores.length);
  for (const { weight, scores } of parts) {
    const { mean, deviation } = spread(scores.subarray(0, among));
    if (!(deviation > 0)) continue;
    for (let item = 0; item < total.length; item++)
      total[item] += (weight * (scores[item] - mean)) / deviation;
  }
  return Float32Array.from(total);
}

/** One model, many people. With mean and deviation of a part fixed, its z-score is linear in the history's terms. */
export function createBlendReader(model: BlendModel): PartReader {
  const among = trainedRows(model);
  const readers = model.parts.map((part) => ({ weight: part.weight, reader: createPartReader(part.model) }));
  return {
    scores: (history) =>
      blendScores(
        readers.map(({ weight, reader }) => ({ weight, scores: reader.scores(history) })),
        among,
      ),
    terms(history) {
      const scaled = readers.map(({ weight, reader }) => scaledTerms(weight, reader, { history, among }));
      return {
        of(items) {
          const total = new Float64Array(items.length * history.length);
          for (const { of } of scaled) {
            const terms = of(items);
            for (let at = 0; at < total.length; at++) total[at] += terms[at];
          }
          return total;
        },
        mean: () => history.map(() => 0),
      };
    },
  };
}

/** weight · (term − its mean over the items) / deviation of the scores. */
function scaledTerms(
  weight: number,
  reader: PartReader,
  { history, among }: { history: readonly HistoryEntry[]; among: number },
): Pick<Terms, 'of'> {
  const { deviation } = spread(reader.scores(history).subarray(0, among));
  const terms = reader.terms(history);
  const means = terms.mean();
  const scale = deviation > 0 ? weight / deviation : 0;
  return { of: (items) => terms.of(items).map((term, at) => scale * (term - means[at % means.length])) };
}
