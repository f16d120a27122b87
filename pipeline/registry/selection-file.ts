// The part of model.json that says how a run was chosen among trials: every field looked at before it is believed.

import type { HeadTrials, Selection, TrialRecord } from '../experiments/tuning/trial.ts';
import {
  amount,
  integer,
  list,
  nullable,
  number,
  object,
  oneOf,
  type Reader,
  refuse,
  scalar,
  sha256Hex,
  table,
  text,
} from './json.ts';

const trial = object<TrialRecord>({
  candidate: text(64),
  algorithm: text(64),
  parameters: table(scalar),
  status: oneOf({ done: true, 'stopped early': true, 'over budget': true, failed: true }),
  share: amount,
  metrics: table(number),
  seconds: amount,
  peak_memory_mb: amount,
  message: nullable(text()),
});

const fields = object<HeadTrials>({
  protocol: text(300),
  ground_sha256: sha256Hex,
  metric: text(64),
  chosen: integer(0),
  trials: list(trial),
});

const headTrials: Reader<HeadTrials> = (value, at) => {
  const head = fields(value, at);
  if (head.chosen < head.trials.length) return head;
  return refuse(
    head.chosen,
    { ...at, path: `${at.path}.chosen` },
    `a place among its ${head.trials.length} trials, from 0`,
  );
};

/** The value of the key `selection`. */
export const selection: Reader<Selection> = object<Selection>({
  candidates_sha256: sha256Hex,
  budget: object({ minutes: amount, memory_mb: amount }),
  seconds: amount,
  ranking: nullable(headTrials),
  rating: nullable(headTrials),
});
