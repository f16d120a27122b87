import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compileKernel } from './build.ts';

test('the committed ials.wasm is what ials.as.ts compiles to', async () => {
  const committed = await readFile(join(import.meta.dirname, 'ials.wasm'));
  const compiled = Buffer.from(await compileKernel('ials'));
  expect(compiled.equals(committed), 'run: node pipeline/recommenders/kernels/build.ts').toBe(true);
});

test('the kernel uses no relaxed SIMD, whose bits differ between processors', async () => {
  const source = await readFile(join(import.meta.dirname, 'ials.as.ts'), 'utf8');
  expect(source).not.toMatch(/relaxed_/);
});
