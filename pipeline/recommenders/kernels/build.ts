// Compiles the AssemblyScript kernels. `node pipeline/recommenders/kernels/build.ts` rewrites the .wasm files, which are
// committed so that an install needs no compiler; a test compiles them again and compares the bytes.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';
import { writeFileAtomic } from '../../data/files.ts';

/** The kernels whose WebAssembly is committed. */
export const KERNELS = ['ials', 'inverse', 'lists', 'gibbs'];

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
export async function compileKernel(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const sources = await readSources();
  const written: Uint8Array<ArrayBuffer>[] = [];
  const { error, stderr } = await asc.main([`${name}.as.ts`, '--outFile', `${name}.wasm`, ...OPTIONS], {
    readFile: (file) => sources.get(file) ?? null,
    writeFile: (_, contents) => {
      if (typeof contents !== 'string') written.push(new Uint8Array(contents));
    },
    listFiles: () => [],
  });
  if (!error && written.length === 1) return written[0];
  throw new Error(`${name}.as.ts does not compile:\n${stderr}`, { cause: error });
}

/** The AssemblyScript files of this folder, by name: all that a kernel may import. */
async function readSources(): Promise<Map<string, string>> {
  const sources = new Map<string, string>();
  for (const file of await readdir(import.meta.dirname)) {
    if (file.endsWith('.as.ts')) sources.set(file, await readFile(join(import.meta.dirname, file), 'utf8'));
  }
  return sources;
}

if (import.meta.main) {
  for (const name of KERNELS) {
    const binary = await compileKernel(name);
    await writeFileAtomic(join(import.meta.dirname, `${name}.wasm`), binary);
    console.log(`${name}.wasm: ${binary.length} bytes`);
  }
}
