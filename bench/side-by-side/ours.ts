// One of Showrunner's models in a process of its own, so that its time and memory are its own: prints them and its
// figures as JSON. `node ours.ts NAME PARAMETERS_AS_JSON THREADS FILE FORMAT`, started by compare.ts.

import { parseArgs } from 'node:util';
import { rankingFiguresOf } from '../../pipeline/evaluation/benchmark/figures.ts';
import { evaluateRating } from '../../pipeline/evaluation/evaluate.ts';
import { ALGORITHMS, findAlgorithm } from '../../pipeline/recommenders/algorithms.ts';
import { silent } from '../../pipeline/reporter.ts';
import { readGround } from './ground.ts';

const [name, parameters, threads, file, format] = parseArgs({ allowPositionals: true }).positionals;
const ground = await readGround(file, format);
const head = ALGORITHMS.find((algorithm) => algorithm.name === name)?.head ?? 'ranking';
const context = { threads: Number(threads), seed: 42, reporter: silent };
const given = JSON.parse(parameters);

const started = performance.now();
const judge = head === 'ranking' ? await trainRanking() : await trainRating();
const seconds = (performance.now() - started) / 1000;
const peak_memory_mb = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ seconds, peak_memory_mb, ground: ground.sha256, metrics: await judge() }));

async function trainRanking() {
  const { model } = await findAlgorithm('ranking', name).train(ground.train, given, context);
  return () => rankingFiguresOf(model, ground, context);
}

async function trainRating() {
  const { model } = await findAlgorithm('rating', name).train(ground.train, given, context);
  return () => evaluateRating(model, ground, silent).metrics;
}
