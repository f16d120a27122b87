// Compiles the AssemblyScript kernels. `node pipeline/recommenders/kernels/build.ts` rewrites ials.wasm, which is
// committed so that an install needs no compiler; a test compiles it again and compares the bytes.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';
import { writeFileAtomic } from '../../data/files.ts';

const OPTIONS = [
  '-O3',
  '--converge',
  '--noAssert',
  '--runtime=stub',
  '--enable=simd,threads',
  '--importMemory',
  '--sharedMemory',
  '--noExportMemory',
  '--initialMemory=1',
  '--maximumMemory=65536',
];

/**
 * The WebAssembly of one kernel, e.g. "ials" for ials.as.ts.
 * @throws Error with the compiler's messages.
 */
export async function compileKernel(name: string): Promise<Uint8Array> {
  const source = await readFile(join(import.meta.dirname, `${name}.as.ts`), 'utf8');
  let binary: Uint8Array | null = null;
  const { error, stderr } = await asc.main([`${name}.as.ts`, '--outFile', `${name}.wasm`, ...OPTIONS], {
    readFile: (file) => (file === `${name}.as.ts` ? source : null),
    writeFile: (_, contents) => {
      binary = Buffer.from(contents);
    },
    listFiles: () => [],
  });
  if (error || binary === null)
    throw new Error(`${name}.as.ts does not compile:\n${stderr}`, { cause: error });
  return binary;
}

if (import.meta.main) {
  const binary = await compileKernel('ials');
  await writeFileAtomic(join(import.meta.dirname, 'ials.wasm'), binary);
  console.log(`ials.wasm: ${binary.length} bytes`);
}
