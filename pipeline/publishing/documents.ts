// What the static API consists of, one line a kind of file: where it is, which type of contract.ts it has, what it says.
// Schemas, the index and the page of the API are made from this list. Not the making of any of them.

export interface DocumentKind {
  /** Address below /api/v1/, with what varies in angle brackets. */
  readonly pattern: string;
  /** Its type in contract.ts; null for bytes. */
  readonly type: string | null;
  readonly about: string;
  /** A jq filter that makes a good first look, for JSON. */
  readonly look: string | null;
}

/** In the order in which somebody would read them. */
export const DOCUMENTS: readonly DocumentKind[] = [
  kind(
    'health.json',
    'Health',
    'Champion, outcome of the rules, the day they are about, the newest data, when it was published.',
  ),
  kind(
    'dataset.json',
    'Dataset',
    'Name, kind, notice, licence and size of the data, and the scale of its ratings.',
    '.counts',
  ),
  kind(
    'catalogue.json',
    'CatalogueFile',
    'Every film with its genres, its slug, and how many people know and rated it.',
    '.films[0]',
  ),
  kind(
    'popular.json',
    'Popular',
    'Item ids, best first: of all time, lately, new, and by genre.',
    '.recent[:10]',
  ),
  kind(
    'segments.json',
    'Segments',
    'What is popular in a genre or decade, lately or ever, and what had to be given up where too little was watched.',
    '.segments[0]',
  ),
  kind(
    'questions.json',
    'Questions',
    'Item ids of the films a newcomer is asked about, the most telling question first.',
    '.items[:10]',
  ),
  kind(
    'people.json',
    'PeopleIndex',
    'In which shard somebody is: people are in order of id, and somebody is in the last shard whose first id does not come after theirs.',
    '.first[:3]',
  ),
  kind(
    'people/samples.json',
    'PeopleShard',
    'The people who have a page of their own, from the shortest history to the longest.',
    '.people[].user_id',
  ),
  kind(
    'people/<shard>.json',
    'PeopleShard',
    'People with their history and their list, in the model’s own order. Each item of a list names the films that account for its score.',
    '.people[0].recommendations[:3]',
  ),
  kind(
    'mixed.json',
    'MixedFile',
    'Lists of the people of people/samples.json, as a visitor gets them who chooses nothing: personal taste mixed with what is popular. Those of others are made where they are read.',
    '.people[0]',
  ),
  kind(
    'films/<shard>.json',
    'FilmShard',
    'Similar films of each film, its ratings by value, whether the model knows it. Catalogue order, 200 films to a shard.',
    '.films[0].similar',
  ),
  kind(
    'model.json',
    'ModelFile',
    'The model that serves, for a page to run: what it is, the file with its numbers, and the sha256 of that.',
    '.shape',
  ),
  kind('model.bin', null, 'The numbers of that model, as model.json describes them.'),
  kind(
    'model-films.json',
    'ModelFilms',
    'The films of that model in the order of its rows, a column a fact; then those it does not know.',
    '.titles[:5]',
  ),
  kind(
    'rules.json',
    'RulesFile',
    'The latest decision with every rule: value, limit, margin, trend, and a sentence that says why.',
    '.decision.rules[] | {rule, state, value, limit}',
  ),
  kind(
    'incidents.json',
    'IncidentsFile',
    'Every time a rule was past its limit long enough: since when, until when, and the runbook that helps.',
    '.incidents[] | select(.closed_on == null)',
  ),
  kind(
    'drift.json',
    'DriftFile',
    'Each feature now against training: four measures, the sizes of both sides, and both distributions.',
    '.features[] | {feature, kullback_leibler, samples}',
  ),
  kind(
    'quality.json',
    'QualityFile',
    'What arrived by day; what was refused, repeated or missing; the batches of interactions.',
    '.days[-7:]',
  ),
  kind(
    'experiments.json',
    'ExperimentsFile',
    'The champion’s lists against popular films: both arms, differences with intervals, the horizon, the decision.',
    '.experiments[] | {run, decision}',
  ),
  kind(
    'decisions.json',
    'DecisionsFile',
    'The log, newest first: decisions, verdicts, promotions, rollbacks, imports, each with its commit.',
    '.entries[:5]',
  ),
  kind(
    'runs.json',
    'RunsFile',
    'Every run with its verdict and its metrics, each with its protocol and ground.',
    '.runs[] | {run, champion, verdict}',
  ),
  kind(
    'run-columns.json',
    'RunColumns',
    'The same runs a column a fact, to look through many of them at once.',
    '.runs[:5]',
  ),
  kind('runs/<run>.json', 'RunReport', 'One run’s papers: manifest and verdict.', '.verdict.reasons'),
  kind('runs/<run>.md', null, 'The same as text: what the judge wrote of the run.'),
  kind(
    'metrics.json',
    'MetricsFile',
    'What every judged run scored, and the champion each time it was scored again, with protocol and ground; each rule’s value by day.',
    '.rules[] | {rule, newest: .days[-1]}',
  ),
  kind(
    'badges/<badge>.json',
    'Badge',
    'State of the recommender (health) and score of its champion (quality), as shields.io reads them.',
  ),
  kind(
    'tables/recommendations-<part>.csv',
    null,
    'Everybody’s list, a film a row, 500,000 rows to a file. Text that begins as a formula does has an apostrophe first.',
  ),
  kind('tables/recommendations-<part>.parquet', null, 'The same lists as Parquet (Snappy), text as it is.'),
  kind('tables/catalogue.csv', null, 'The catalogue, a film a row.'),
  kind('tables/catalogue.parquet', null, 'The catalogue as Parquet (Snappy).'),
  kind('tables/similar.csv', null, 'Similar films, a pair a row.'),
  kind('tables/similar.parquet', null, 'Similar films as Parquet (Snappy).'),
  kind('tables/metrics.csv', null, 'The scores of metrics.json, a figure a row.'),
  kind('tables/metrics.parquet', null, 'The scores as Parquet (Snappy).'),
  kind(
    'index.json',
    'ApiIndex',
    'This list: every kind of file, its schema, one that is there, and how many.',
  ),
  kind('schemas/<schema>.json', null, 'The JSON Schema (2020-12) of each kind of file.', '.title'),
];

function kind(pattern: string, type: string | null, about: string, look: string | null = null): DocumentKind {
  return { pattern, type, about, look };
}

/** The kind of the file at an address below /api/v1/. @throws Error where the list has none: whoever adds a file adds its kind. */
export function kindOf(path: string): DocumentKind {
  const found = DOCUMENTS.find(({ pattern }) => matches(pattern, path));
  if (found === undefined) throw new Error(`${path} is of no kind that publishing/documents.ts lists`);
  return found;
}

function matches(pattern: string, path: string): boolean {
  const parts = pattern.split(/<[a-z]+>/).map((part) => part.replaceAll('.', '\\.'));
  return new RegExp(`^${parts.join('[\\w-]+')}$`).test(path);
}

/** "PeopleShard" → "schemas/people-shard.json", below /api/v1/. */
export function schemaPath(type: string): string {
  return `schemas/${type.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()}.json`;
}
