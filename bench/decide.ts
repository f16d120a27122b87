// How long a decision takes on a year of daily facts of the data in the repository: `node bench/decide.ts`. The facts are
// gathered once and are not part of the time.

import { fileURLToPath } from 'node:url';
import { silent } from '../pipeline/reporter.ts';
import { decide } from '../pipeline/rules/decide.ts';
import { factsAbout, scoreChampion } from '../pipeline/stages/observe.ts';
import { servedRun } from '../pipeline/stages/served-run.ts';
import { genresOf, groundOf, readState } from '../pipeline/stages/state.ts';

const TIMES = 50;

const state = await readState(fileURLToPath(new URL('..', import.meta.url)));
const champion = state.champion && servedRun(state.champion);
const day = new Date(state.asOf).toISOString().slice(0, 10);
const work = { reporter: silent, threads: 1 };
const figures = champion ? await scoreChampion(champion, groundOf(state), day, work) : [];
const { policy, rows, sessions, catalogue } = state;
const facts = factsAbout(day, {
  policy,
  rows,
  sessions,
  champion,
  figures,
  genres: genresOf(catalogue),
  lookBackDays: 366,
});
const context = { champion, hold: null, asOf: day };
const took = Array.from({ length: TIMES }, () => {
  const started = performance.now();
  decide(facts, policy, context);
  return performance.now() - started;
}).sort((a, b) => a - b);
const days = facts.facts.click_through_rate.series.length;
const shown = [took[0], took[TIMES >> 1], took[TIMES - 1]].map((time) => `${time.toFixed(2)} ms`);
console.log(`decide on ${days} days of ${Object.keys(facts.facts).length} facts, ${TIMES} times:`);
console.log(`fastest ${shown[0]}, middle ${shown[1]}, slowest ${shown[2]}`);
