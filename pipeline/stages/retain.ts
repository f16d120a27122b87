// Keeps models/ within its budget: the oldest runs leave the tree, and stay in git history.

import { applyRetention, type RetentionResult } from '../registry/retention.ts';
import type { Context } from './context.ts';
import type { State } from './state.ts';

/** After every candidate, whatever became of it: refused ones take room, too. */
export function retain({ root, now }: Context, { policy }: State): Promise<RetentionResult> {
  const { runs_kept, models_bytes } = policy.budget;
  return applyRetention(root, { keepRuns: runs_kept, maxBytes: models_bytes, at: now });
}
