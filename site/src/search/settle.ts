// Chips that belong together made one, and none twice. Nothing of text.

import { ALWAYS, type Chip, meaningOf, type Query, type Years, type YearsChip } from './query.ts';

/** More wishes than a sentence has. */
const MOST = 24;

/** One chip for two with an "or" between them; null where they are of different kinds. */
export function eitherOf(a: Chip, b: Chip): Chip | null {
  const said = `${a.said} or ${b.said}`;
  if (a.kind === 'genre' && b.kind === 'genre')
    return { ...a, said, any: [...new Set([...a.any, ...b.any])], words: [...a.words, ...b.words] };
  if (a.kind === 'years' && b.kind === 'years')
    return { ...a, said, spans: joined([...a.spans, ...b.spans]), vague: a.vague || b.vague };
  return null;
}

/** Spans in order; those that touch are one. */
function joined(spans: readonly Years[]): Years[] {
  const done: Years[] = [];
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = done.at(-1);
    if (last && from <= last[1] + 1) done.splice(-1, 1, [last[0], Math.max(last[1], to)]);
    else done.push([from, to]);
  }
  return done;
}

/** "since 1950 or before 1990" asks for nothing. */
const isAnyYear = (chip: Chip): boolean =>
  chip.kind === 'years' && chip.spans.some(([from, to]) => from === ALWAYS[0] && to === ALWAYS[1]);

/** Years that are named are alternatives, whatever stands between them; and nothing is asked for twice. */
export function settled(chips: readonly Chip[]): Query {
  const named = chips.filter(
    (chip): chip is YearsChip =>
      chip.kind === 'years' &&
      !chip.vague &&
      !chip.not &&
      chip.spans.every(([from, to]) => from > ALWAYS[0] && to < ALWAYS[1]),
  );
  const either: readonly Chip[] =
    named.length > 1
      ? chips.flatMap((chip): Chip[] =>
          chip === named[0]
            ? [
                {
                  ...named[0],
                  said: named.map(({ said }) => said).join(' or '),
                  spans: joined(named.flatMap(({ spans }) => spans)),
                },
              ]
            : named.some((other) => other === chip)
              ? []
              : [chip],
        )
      : chips;
  const seen = new Set<string>();
  return either
    .filter((chip) => !isAnyYear(chip))
    .filter((chip) => {
      const meaning = meaningOf(chip);
      return !seen.has(meaning) && seen.add(meaning);
    })
    .slice(0, MOST);
}
