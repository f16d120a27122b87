import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compileKernel, KERNELS } from './build.ts';

test.each(KERNELS)('the committed %s.wasm is what its source compiles to', async (name) => {
  const committed = await readFile(join(import.meta.dirname, `${name}.wasm`));
  const compiled = Buffer.from(await compileKernel(name));
  expect(compiled.equals(committed), 'run: node pipeline/recommenders/kernels/build.ts').toBe(true);
});

test('no kernel uses relaxed SIMD, whose bits differ between processors', async () => {
  const sources = (await readdir(import.meta.dirname)).filter((file) => file.endsWith('.as.ts'));
  expect(sources).toContain('ials.as.ts');
  for (const file of sources) {
    expect(await readFile(join(import.meta.dirname, file), 'utf8'), file).not.toMatch(/relaxed_/);
  }
});
