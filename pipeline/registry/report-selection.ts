// The part of report.md that says how a run was chosen: every trial, the best first. Pure text.

import type { HeadTrials, Selection, TrialRecord } from '../experiments/tuning/trial.ts';
import { bestFirst } from '../experiments/tuning/trial-text.ts';
import { code, prose, table } from './markdown.ts';

/** Sections of a run that was chosen among trials; none for another. */
export function renderSelection(selection: Selection | undefined): string[] {
  if (selection === undefined) return [];
  const { budget, seconds, ranking, rating } = selection;
  const heads = [
    ...(ranking === null ? [] : headTrials('ranking', ranking)),
    ...(rating === null ? [] : headTrials('rating', rating)),
  ];
  return [
    '## How it was chosen',
    `Candidates of ${code('models/recipe.yaml')} were compared for ${seconds.toFixed(1)} s (budget: ${budget.minutes} min, ` +
      `${budget.memory_mb} MB) on a slice of what the run learned from, never on what judges it. The best was then ` +
      'trained on all of it.',
    ...heads,
  ];
}

function headTrials(head: 'ranking' | 'rating', trials: HeadTrials): string[] {
  const names = [...new Set(trials.trials.flatMap(({ metrics }) => Object.keys(metrics)))];
  const rows = bestFirst(head, trials.trials).map((place) => {
    const trial = trials.trials[place];
    return [
      `${place + 1}${place === trials.chosen ? ' (chosen)' : ''}`,
      code(trial.candidate),
      settings(trial),
      trial.message === null ? trial.status : `${trial.status}: ${prose(trial.message)}`,
      `${Math.round(trial.share * 100)} %`,
      ...names.map((name) => trial.metrics[name]?.toFixed(4) ?? '–'),
      trial.seconds.toFixed(2),
      String(trial.peak_memory_mb),
    ];
  });
  const heading = [
    'Trial',
    'Candidate',
    'Parameters',
    'Status',
    'Effort',
    ...names.map(code),
    'Seconds',
    'MB',
  ];
  return [
    `Of ${head}, by ${code(trials.metric)} under ${code(trials.protocol)} on ground ` +
      `${code(trials.ground_sha256.slice(0, 12))}:`,
    table(heading, rows),
  ];
}

function settings({ algorithm, parameters }: TrialRecord): string {
  const set = Object.entries(parameters).map(([name, value]) => code(`${name}=${value}`));
  return [code(algorithm), ...set].join(' ');
}
