import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['pipeline/**/*.test.ts', 'actions/**/*.test.ts', 'site/**/*.test.ts', 'tests/**/*.test.ts'],
    // Vitest leaves a core free by default; on two cores, which is what CI has, that is half of them.
    maxWorkers: Math.min(availableParallelism(), 8),
    globalSetup: 'tests/site/support/shared-builds.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
