// Where things stand under models/. Names only: nothing here touches the disk.

import { join } from 'node:path';

/** Paths as a person reads them, relative to the repository root. */
export const MODELS = 'models';
export const LATEST = 'models/LATEST';
export const DECISIONS = 'models/decisions';

/** "models/run_…", or a file in it. */
export function runPath(run: string, file?: string): string {
  return file === undefined ? `${MODELS}/${run}` : `${MODELS}/${run}/${file}`;
}

/** Where a run's files gather before one rename makes them a run, and where a retired run goes to be removed. */
export function runStaging(run: string): string {
  return `${MODELS}/.staging-${run}`;
}

/** "models/decisions/<id>.json" */
export function decisionPath(id: string): string {
  return `${DECISIONS}/${id}.json`;
}

/** The record of a pointer move that is under way. */
export function decisionStaging(id: string): string {
  return `${decisionPath(id)}.staging`;
}

/** A path of this page on this machine. */
export function inRoot(root: string, path: string): string {
  return join(root, path);
}
