// A folder for as long as one run of the tests lasts: the sites that several test files look at are built in it once.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    sharedBuilds: string;
  }
}

export default function setup({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'showrunner-site-'));
  provide('sharedBuilds', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
