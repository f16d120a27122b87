// What is in the static API, for people who want to use it. The types are in pipeline/publishing/contract.ts.

export interface ApiFile {
  /** Path below /api/v1/, with what varies in angle brackets. */
  readonly pattern: string;
  /** A file that is there, or null when there is none of the kind. */
  readonly example: string | null;
  readonly about: string;
  /** A filter that makes a good first look. */
  readonly jq: string | null;
}

/**
 * Every file of the contract, with an example of each kind that `has` says is there.
 * @param run a run that has a report, if there is one
 */
export function apiFiles(has: (file: string) => boolean, run: string | null): ApiFile[] {
  return FILES.map(([pattern, jq, about]) => {
    const example = pattern.replace('<shard>', '0000').replace('<run>', run ?? 'none');
    return { pattern, jq, about, example: has(example) ? example : null };
  });
}

const FILES: readonly (readonly [pattern: string, jq: string | null, about: string])[] = [
  [
    'health.json',
    null,
    'Champion, outcome of the rules, the day they are about, the newest data, when it was published.',
  ],
  [
    'dataset.json',
    '.counts',
    'Name, kind, notice, licence and size of the data, and the scale of its ratings.',
  ],
  [
    'catalogue.json',
    '.films[0]',
    'Every film with its genres, its slug, and how many people know and rated it.',
  ],
  ['popular.json', '.recent[:10]', 'Item ids, best first: of all time, lately, new, and by genre.'],
  [
    'segments.json',
    '.segments[0]',
    'What is popular in a genre or decade, lately or ever, and what had to be given up where too little was watched.',
  ],
  [
    'questions.json',
    '.items[:10]',
    'Item ids of the films a newcomer is asked about, the most telling question first.',
  ],
  [
    'model.json',
    '.shape',
    'The model that serves, for a page to run: what it is, the file with its numbers, and the sha256 of that.',
  ],
  [
    'model-films.json',
    '.titles[:5]',
    'The films of that model in the order of its rows, a column a fact; then those it does not know.',
  ],
  [
    'people.json',
    '.people | length',
    'Everybody, in order of id. A person’s place in it, divided by per_shard, is the number of their shard.',
  ],
  [
    'people/<shard>.json',
    '.people[0].recommendations[:3]',
    'People with their history and their list. Each item of a list names the films that account for its score.',
  ],
  [
    'films/<shard>.json',
    '.films[0].similar',
    'Films in catalogue order, 200 to a shard: similar films, ratings by value, whether the model knows it.',
  ],
  [
    'rules.json',
    '.decision.rules[] | {rule, state, value, limit}',
    'The latest decision with every rule: value, limit, margin, trend, and a sentence that says why.',
  ],
  [
    'decisions.json',
    '.entries[:5]',
    'The log, newest first: decisions, verdicts, promotions, rollbacks, imports.',
  ],
  [
    'runs.json',
    '.runs[] | {run, champion, verdict}',
    'Every run with its verdict and its metrics, each with its protocol and ground.',
  ],
  ['runs/<run>.json', '.verdict.reasons', 'One run’s papers: manifest and verdict.'],
];
