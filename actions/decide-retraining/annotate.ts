// Annotations on the lines of thresholds.yaml that fired, so that the policy is one click away from the finding.

import { join } from 'node:path';
import * as core from '@actions/core';
import { readTextFile } from '../../pipeline/data/files.ts';
import type { RuleReading } from '../../pipeline/rules/outcomes.ts';

const POLICY = 'thresholds.yaml';

/** A notice a rule, an error for a critical one. */
export async function annotate(root: string, fired: readonly RuleReading[]): Promise<void> {
  const text = (await readTextFile(join(root, POLICY), POLICY)) ?? '';
  for (const { rule, severity, title, sentence } of fired) {
    const properties = { title: `${severity}: ${title}`, file: POLICY, startLine: lineOf(text, rule) };
    if (severity === 'critical') core.error(sentence, properties);
    else core.warning(sentence, properties);
  }
}

/** The line of a rule's key, from 1. The policy was read before, so the key is there, once, below "rules:". */
export function lineOf(text: string, rule: string): number {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => /^rules:/.test(line));
  const found = lines.findIndex((line, i) => i > start && line.trimStart().startsWith(`${rule}:`));
  return Math.max(found, 0) + 1;
}
