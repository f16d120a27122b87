// Policies beside the repository's own thresholds.yaml: presets by name, or any file. For trying; what acts is always
// thresholds.yaml.

import { fileURLToPath } from 'node:url';
import { readTextFile } from '../data/files.ts';
import { InputError, quoted } from '../errors.ts';
import { parsePolicy } from './policy.ts';
import type { Policy } from './policy-types.ts';

/** `specification`: the values of the system's specification, to the letter. */
export const PRESETS = ['specification'] as const;
export type Preset = (typeof PRESETS)[number];

/** Where a preset is kept. */
export function presetFile(preset: Preset): string {
  return fileURLToPath(new URL(`presets/${preset}.yaml`, import.meta.url));
}

/**
 * A preset by its name, or the policy in a file.
 * @throws InputError when it is neither, or the file holds what is not legal
 */
export async function readNamedPolicy(given: string): Promise<Policy> {
  const preset = PRESETS.find((name) => name === given);
  const path = preset ? presetFile(preset) : given;
  const text = await readTextFile(path, given);
  if (text !== null) return parsePolicy(text, preset ? `presets/${preset}.yaml` : given);
  throw new InputError({
    problem: `--policy ${quoted(given)} is no file.`,
    legal: `Legal: a file like thresholds.yaml, or ${PRESETS.join(', ')}.`,
  });
}
