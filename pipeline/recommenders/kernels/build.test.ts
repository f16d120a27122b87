import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compileKernel } from './build.ts';

test('the committed ials.wasm is what ials.as.ts compiles to', async () => {
  const committed = await readFile(join(import.meta.dirname, 'ials.wasm'));
  const compiled = Buffer.from(await compileKernel('ials'));
  expect(compiled.equals(committed), 'run: node pipeline/recommenders/kernels/build.ts').toBe(true);
});

test('no kernel uses relaxed SIMD, whose bits differ between processors', async () => {
  const sources = (await readdir(import.meta.dirname)).filter((file) => file.endsWith('.as.ts'));
  expect(sources).toContain('ials.as.ts');
  for (const file of sources) {
    expect(await readFile(join(import.meta.dirname, file), 'utf8'), file).not.toMatch(/relaxed_/);
  }
});
