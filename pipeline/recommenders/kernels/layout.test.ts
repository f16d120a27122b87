// The layout is said twice, in TypeScript and in AssemblyScript: these tests hold the two together.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { GRAM_WORDS, planMemory, SOLVE_WORDS, STRETCH } from './layout.ts';

const source = await readFile(join(import.meta.dirname, 'ials.as.ts'), 'utf8');

/** Names of a class's fields, in order. */
function fieldsOf(name: string): string[] {
  const body = source.match(new RegExp(`@unmanaged class ${name} \\{([^}]*)\\}`))?.[1] ?? '';
  return Array.from(body.matchAll(/^ {2}(\w+): (?:i32|usize|f32);/gm), (match) => match[1]);
}

test('the words of the tasks are the fields of the kernel, in its order', () => {
  expect(fieldsOf('GramTask')).toEqual([...GRAM_WORDS]);
  expect(fieldsOf('SolveTask')).toEqual([...SOLVE_WORDS]);
});

test('scratch is planned for as many rows as the kernel gathers', () => {
  expect(source).toContain(`const STRETCH: i32 = ${STRETCH};`);
});

test('nothing overlaps, and the pages hold it all', () => {
  const plan = planMemory({ users: 1000, items: 700, entries: 5000, k: 20, threads: 3 });
  const k = plan.paddedK;
  expect(k).toBe(24);
  const areas = [plan.users, plan.items].flatMap((side) => [
    [side.pointers, side.rows + 1],
    [side.indices, 5000],
    [side.roots, 5000],
    [side.ridges, side.rows],
    [side.fits, side.rows],
    [side.factors, side.rows * k],
    [side.gramTask, GRAM_WORDS.length],
    [side.solveTask, SOLVE_WORDS.length],
  ]);
  areas.push([plan.gram, k * k], [plan.partials, plan.users.blocks * k * k]);
  for (const scratch of plan.scratch) areas.push([scratch, (k + STRETCH + 1) * k]);
  areas.sort(([a], [b]) => a - b);
  for (let next = 1; next < areas.length; next++) {
    const [offset, words] = areas[next - 1];
    expect(offset % 16).toBe(0);
    expect(offset + words * 4).toBeLessThanOrEqual(areas[next][0]);
  }
  const [offset, words] = areas[areas.length - 1];
  expect(offset + words * 4).toBeLessThanOrEqual(plan.bytes);
});
